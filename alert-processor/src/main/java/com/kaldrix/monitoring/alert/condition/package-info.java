/** Conditions: rules in CEL that keep alerts quiet while what they say is true. */
@NullMarked
package com.kaldrix.monitoring.alert.condition;

import org.jspecify.annotations.NullMarked;
