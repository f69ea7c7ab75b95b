@NullMarked
package com.kaldrix.monitoring.local.sink;

import org.jspecify.annotations.NullMarked;
