package com.kaldrix.monitoring.alert.suppression;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What keeps an alert from being told.
 *
 * @param silencedBy the active silences that cover it, the oldest first
 * @param inhibitedBy an alert that keeps it quiet; empty when none does
 */
public record Verdict(List<UUID> silencedBy, Optional<Fingerprint> inhibitedBy) {
    /** Nothing does. */
    public static final Verdict NONE = new Verdict(List.of(), Optional.empty());

    public Verdict {
        silencedBy = List.copyOf(silencedBy);
    }

    public boolean suppressed() {
        return !silencedBy.isEmpty() || inhibitedBy.isPresent();
    }
}
