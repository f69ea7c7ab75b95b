@NullMarked
package com.kaldrix.monitoring.local.fleet;

import org.jspecify.annotations.NullMarked;
