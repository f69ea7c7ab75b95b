/** RFC 9457 problem details that name every bad field. */
@NullMarked
package com.kaldrix.monitoring.common.problem;

import org.jspecify.annotations.NullMarked;
