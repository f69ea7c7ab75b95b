package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * Which anomalies are wanted; what is empty does not narrow.
 *
 * @param metric the metric's name, exactly
 * @param region where
 * @param component in which part
 * @param type of this type
 * @param family about this
 * @param severity this bad or worse
 * @param open true for those that go on, false for those that are over
 * @param from that were not over before this time
 * @param to that began before this time
 */
public record AnomalyFilter(
        Optional<String> metric,
        Optional<String> region,
        Optional<String> component,
        Optional<AnomalyType> type,
        Optional<Family> family,
        Optional<Severity> severity,
        Optional<Boolean> open,
        Optional<Instant> from,
        Optional<Instant> to) {}
