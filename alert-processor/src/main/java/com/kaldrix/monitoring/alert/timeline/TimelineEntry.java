package com.kaldrix.monitoring.alert.timeline;

import com.kaldrix.monitoring.common.id.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an incident.
 *
 * @param id identity; sorts by time
 * @param incident which incident
 * @param at when
 * @param kind what, in one word of {@link Kind}
 * @param actor the person or machine that did it; null when the suite did
 * @param text a sentence for people
 * @param detail names and values for machines
 */
public record TimelineEntry(
        UUID id,
        UUID incident,
        Instant at,
        Kind kind,
        @Nullable String actor,
        String text,
        Map<String, String> detail) {

    public TimelineEntry {
        detail = Map.copyOf(detail);
    }

    /** What the suite did by itself. */
    public static TimelineEntry of(UUID incident, Instant at, Kind kind, String text) {
        return new TimelineEntry(Ids.next(), incident, at, kind, null, text, Map.of());
    }

    /** What a person or machine did. */
    public static TimelineEntry by(String actor, UUID incident, Instant at, Kind kind, String text) {
        return new TimelineEntry(Ids.next(), incident, at, kind, actor, text, Map.of());
    }

    /** What can happen to an incident. */
    public enum Kind {
        OPENED,
        ALERTS_JOINED,
        ALERTS_LEFT,
        SEVERITY_RAISED,
        NOTIFIED,
        DELIVERED,
        DELIVERY_FAILED,
        FELL_BACK,
        ESCALATED,
        ACKNOWLEDGED,
        REOPENED,
        SNOOZED,
        UNSNOOZED,
        HELD,
        RELEASED,
        TRIED,
        FLAPPING,
        CALM,
        ABSORBED,
        REASSIGNED,
        MERGED,
        SPLIT,
        NOTED,
        MOVED,
        REMEDIATION,
        RESOLVED
    }
}
