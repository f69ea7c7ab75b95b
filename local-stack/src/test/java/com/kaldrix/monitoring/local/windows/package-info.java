@NullMarked
package com.kaldrix.monitoring.local.windows;

import org.jspecify.annotations.NullMarked;
