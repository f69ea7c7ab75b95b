/** Incidents: alerts of one group, their life from opening to resolution, and what follows from it. */
@NullMarked
package com.kaldrix.monitoring.alert.incident;

import org.jspecify.annotations.NullMarked;
