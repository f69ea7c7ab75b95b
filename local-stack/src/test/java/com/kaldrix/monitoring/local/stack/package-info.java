@NullMarked
package com.kaldrix.monitoring.local.stack;

import org.jspecify.annotations.NullMarked;
