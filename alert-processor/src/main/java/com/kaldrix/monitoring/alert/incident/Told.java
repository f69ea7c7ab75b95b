package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What an integration was last told of an incident.
 *
 * @param firing alerts that it was told fire
 * @param resolved alerts that it was told are over
 * @param at when that was decided
 */
public record Told(Set<Fingerprint> firing, Set<Fingerprint> resolved, Instant at) {
    public Told {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
    }

    /** Whether there is anything new to tell, and what. */
    public enum News {
        NOTHING,
        OPENED,
        CHANGED,
        REPEATED,
        RESOLVED;
    }

    /** News for an integration that has been told nothing yet. */
    static News first(Set<Fingerprint> firing) {
        return firing.isEmpty() ? News.NOTHING : News.OPENED;
    }

    /**
     * As Alertmanager's {@code DedupStage.needsUpdate}: news are an alert that fires and was not told of, the end of all,
     * the end of some where ends are told, and the passing of the repeat interval.
     */
    News news(
            Set<Fingerprint> firingNow,
            Set<Fingerprint> resolvedNow,
            boolean sendResolved,
            Duration repeatInterval,
            Instant now) {
        if (!firing.containsAll(firingNow)) {
            return firing.isEmpty() ? News.OPENED : News.CHANGED;
        }
        if (firingNow.isEmpty()) {
            return firing.isEmpty() ? News.NOTHING : News.RESOLVED;
        }
        if (sendResolved && !resolved.containsAll(resolvedNow)) {
            return News.CHANGED;
        }
        return at.plus(repeatInterval).isAfter(now) ? News.NOTHING : News.REPEATED;
    }
}
