/** Alerts that fired in the past, for questions of the kind "what would this have done". */
@NullMarked
package com.kaldrix.monitoring.alert.history;

import org.jspecify.annotations.NullMarked;
