@NullMarked
package com.kaldrix.monitoring.local.supervise;

import org.jspecify.annotations.NullMarked;
