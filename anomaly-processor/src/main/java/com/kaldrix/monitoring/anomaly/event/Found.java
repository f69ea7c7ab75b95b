package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.stream.Findings;

/** An anomaly has begun, has become worse, or is over. */
public record Found(Anomaly anomaly) implements Findings.Finding {}
