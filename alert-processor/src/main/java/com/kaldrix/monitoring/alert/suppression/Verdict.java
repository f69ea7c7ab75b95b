package com.kaldrix.monitoring.alert.suppression;

import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What keeps an alert from being told.
 *
 * @param silencedBy the active silences that cover it, the oldest first
 * @param inhibitedBy an alert that keeps it quiet; empty when none does
 * @param heldBy the windows and conditions that hold for it
 */
public record Verdict(List<UUID> silencedBy, Optional<Fingerprint> inhibitedBy, List<HeldBy> heldBy) {
    /** Nothing does. */
    public static final Verdict NONE = new Verdict(List.of(), Optional.empty(), List.of());

    public Verdict {
        silencedBy = List.copyOf(silencedBy);
        heldBy = List.copyOf(heldBy);
    }

    public boolean suppressed() {
        return !silencedBy.isEmpty() || inhibitedBy.isPresent() || !heldBy.isEmpty();
    }

    /** Whether something of this kind holds for it. */
    public boolean heldBy(HeldBy.Kind kind) {
        return heldBy.stream().anyMatch(held -> held.kind() == kind);
    }
}
