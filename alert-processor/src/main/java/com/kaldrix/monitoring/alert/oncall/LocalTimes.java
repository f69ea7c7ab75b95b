package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** What a clock on the wall says, as instants. */
final class LocalTimes {
    private LocalTimes() {}

    /**
     * The first instant at which the wall clock has come to {@code local}: of a time that is there twice the first, and for one
     * that is skipped the moment of the change. A later local time never gives an earlier instant, which {@link
     * LocalDateTime#atZone} does not promise.
     */
    static Instant first(LocalDateTime local, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        return local.toInstant(rules.getValidOffsets(local).getFirst());
    }
}
