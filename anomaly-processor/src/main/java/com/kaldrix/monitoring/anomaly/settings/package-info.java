/** What people want of how series are judged: calendars, sensitivities, detectors that are left out; in force within seconds on every replica. */
@NullMarked
package com.kaldrix.monitoring.anomaly.settings;

import org.jspecify.annotations.NullMarked;
