package com.kaldrix.monitoring.alert.suppression;

import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What keeps the alerts of a route from being told at one moment.
 *
 * @param byAlert what is said of each alert that something is said of
 * @param mutedBy names of the time intervals for which the route keeps quiet as a whole; those outside of which it would
 *     have to be, where it speaks at certain times only
 * @param muted whether the route keeps quiet as a whole
 * @param tried what conditions that are tried out would hold back, by alert; nothing is held back by it
 */
public record Verdicts(
        Map<Fingerprint, Verdict> byAlert, List<String> mutedBy, boolean muted, Map<Fingerprint, List<HeldBy>> tried) {
    /** Nothing does. */
    public static final Verdicts NONE = new Verdicts(Map.of(), List.of(), false, Map.of());

    public Verdicts {
        byAlert = Map.copyOf(byAlert);
        mutedBy = List.copyOf(mutedBy);
        tried = Map.copyOf(tried);
    }

    public Verdict of(Fingerprint alert) {
        return byAlert.getOrDefault(alert, Verdict.NONE);
    }

    public boolean suppressed(Fingerprint alert) {
        return muted || of(alert).suppressed();
    }

    /** What windows and conditions hold back, by alert; without alerts that none holds back. */
    public Map<Fingerprint, List<HeldBy>> held() {
        Map<Fingerprint, List<HeldBy>> held = new HashMap<>();
        byAlert.forEach((alert, verdict) -> {
            if (!verdict.heldBy().isEmpty()) {
                held.put(alert, verdict.heldBy());
            }
        });
        return held;
    }

    /** When the first of what holds something back ends; empty where that is not known. */
    public Optional<Instant> until() {
        return byAlert.values().stream()
                .flatMap(verdict -> verdict.heldBy().stream())
                .map(HeldBy::until)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }
}
