package com.kaldrix.monitoring.alert.suppression;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.util.List;
import java.util.Map;

/**
 * What keeps the alerts of a route from being told at one moment.
 *
 * @param byAlert what is said of each alert that something is said of
 * @param mutedBy names of the time intervals for which the route keeps quiet as a whole; those outside of which it would
 *     have to be, where it speaks at certain times only
 * @param muted whether the route keeps quiet as a whole
 */
public record Verdicts(Map<Fingerprint, Verdict> byAlert, List<String> mutedBy, boolean muted) {
    /** Nothing does. */
    public static final Verdicts NONE = new Verdicts(Map.of(), List.of(), false);

    public Verdicts {
        byAlert = Map.copyOf(byAlert);
        mutedBy = List.copyOf(mutedBy);
    }

    public Verdict of(Fingerprint alert) {
        return byAlert.getOrDefault(alert, Verdict.NONE);
    }

    public boolean suppressed(Fingerprint alert) {
        return muted || of(alert).suppressed();
    }
}
