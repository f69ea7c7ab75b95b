@NullMarked
package com.kaldrix.monitoring.local;

import org.jspecify.annotations.NullMarked;
