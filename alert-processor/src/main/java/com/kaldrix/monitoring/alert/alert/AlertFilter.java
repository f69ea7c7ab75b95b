package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts are asked for.
 *
 * @param firingAt only those that fire at this time; empty for all
 * @param resolvedAt only those that are over at this time; empty for all
 * @param severities only these; empty for all
 * @param region only this one, own or derived; empty for all
 * @param after only fingerprints after this one, for the next page; empty for the first
 * @param limit how many at most; positive
 */
public record AlertFilter(
        Optional<Instant> firingAt,
        Optional<Instant> resolvedAt,
        Set<Severity> severities,
        Optional<String> region,
        Optional<Fingerprint> after,
        int limit) {
    public AlertFilter {
        severities = Set.copyOf(severities);
    }
}
