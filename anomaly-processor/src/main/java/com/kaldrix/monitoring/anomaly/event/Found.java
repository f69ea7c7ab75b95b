package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.stream.Findings;

/**
 * An anomaly has begun, has become worse, or is over.
 *
 * @param trace the readings around it so far
 */
public record Found(Anomaly anomaly, Trace trace) implements Findings.Finding {}
