/** What a proposed configuration would have told of the past, beside what the one in force would have. */
@NullMarked
package com.kaldrix.monitoring.alert.replay;

import org.jspecify.annotations.NullMarked;
