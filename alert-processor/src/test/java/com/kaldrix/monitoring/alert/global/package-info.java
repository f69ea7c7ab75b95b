@NullMarked
package com.kaldrix.monitoring.alert.global;

import org.jspecify.annotations.NullMarked;
