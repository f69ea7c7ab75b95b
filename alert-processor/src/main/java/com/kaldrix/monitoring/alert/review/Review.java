package com.kaldrix.monitoring.alert.review;

import com.kaldrix.monitoring.alert.change.Change;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened, what was changed before, and who has taken on what.
 *
 * @param incident of which
 * @param timeline oldest first
 * @param whole whether that is all of the timeline
 * @param changesFrom from when on changes count as made before
 * @param changes made before the incident was opened, the latest first
 * @param actions in the order in which they were written down
 */
record Review(
        Incident incident,
        List<TimelineEntry> timeline,
        boolean whole,
        Instant changesFrom,
        List<Change> changes,
        List<ActionItem> actions) {
    Review {
        timeline = List.copyOf(timeline);
        changes = List.copyOf(changes);
        actions = List.copyOf(actions);
    }

    /** The first time that somebody took it; empty where nobody ever did. */
    Optional<TimelineEntry> acknowledged() {
        return timeline.stream()
                .filter(entry -> entry.kind() == TimelineEntry.Kind.ACKNOWLEDGED)
                .findFirst();
    }

    /** How long after it was opened. */
    Duration after(Instant at) {
        return Duration.between(incident.times().openedAt(), at);
    }
}
