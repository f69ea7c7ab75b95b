/** Who is told next when nobody answers. */
@NullMarked
package com.kaldrix.monitoring.alert.escalation;

import org.jspecify.annotations.NullMarked;
