/** Tests of the problem details. */
@NullMarked
package com.kaldrix.monitoring.common.problem;

import org.jspecify.annotations.NullMarked;
