package com.kaldrix.monitoring.anomaly.series;

import com.kaldrix.monitoring.anomaly.detect.Detector;
import com.kaldrix.monitoring.anomaly.fuse.Voice;

/** A detector of an ensemble and how it counts. */
record Member(Detector detector, Voice voice) {}
