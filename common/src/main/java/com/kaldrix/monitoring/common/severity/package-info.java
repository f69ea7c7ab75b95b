/** How bad it is, in the operators' four steps. */
@NullMarked
package com.kaldrix.monitoring.common.severity;

import org.jspecify.annotations.NullMarked;
