/** The state of one series: its clock, its detectors, its calibration, its checkpoint. */
@NullMarked
package com.kaldrix.monitoring.anomaly.series;

import org.jspecify.annotations.NullMarked;
