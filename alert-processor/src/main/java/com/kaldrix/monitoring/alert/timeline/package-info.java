/** What happened to an incident, in order. */
@NullMarked
package com.kaldrix.monitoring.alert.timeline;

import org.jspecify.annotations.NullMarked;
