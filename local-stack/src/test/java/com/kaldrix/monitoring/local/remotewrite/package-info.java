@NullMarked
package com.kaldrix.monitoring.local.remotewrite;

import org.jspecify.annotations.NullMarked;
