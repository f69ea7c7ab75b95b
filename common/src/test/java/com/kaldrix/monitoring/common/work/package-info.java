@NullMarked
package com.kaldrix.monitoring.common.work;

import org.jspecify.annotations.NullMarked;
