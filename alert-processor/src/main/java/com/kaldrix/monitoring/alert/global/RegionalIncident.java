package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.AlertLifecycle.Change;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident of some region, as far as events have told of it. The same events make the same of it, in whichever order and however often they come.
 *
 * @param id its identity in its region
 * @param region where it is; empty when unknown
 * @param fault what is the same in all regions
 * @param receiver name of the route's receiver
 * @param words what people read, by the latest event
 * @param standing where it stands, by the latest event that says so
 * @param openedAt when it opened
 */
record RegionalIncident(
        UUID id, String region, String fault, String receiver, Words words, Standing standing, Instant openedAt) {
    private static final String ALONE = "?";

    /** Which event something is from: the later one holds, and of the same moment the one that was made later. */
    record Stamp(Instant at, String event) implements Comparable<Stamp> {
        private static final Comparator<Stamp> ORDER =
                Comparator.comparing(Stamp::at).thenComparing(Stamp::event);

        @Override
        public int compareTo(Stamp other) {
            return ORDER.compare(this, other);
        }
    }

    record Words(String title, Severity severity, Stamp from) {}

    record Standing(State state, Stamp from) {
        @Nullable
        Instant resolvedAt() {
            return state == State.RESOLVED ? from.at() : null;
        }
    }

    /** What one event alone tells. */
    static RegionalIncident of(CloudEvent<AlertLifecycle> event) {
        AlertLifecycle data = event.data();
        Stamp stamp = new Stamp(micros(data.at()), event.id());
        State state = stateAfter(data.change());
        Region region = event.region();
        return new RegionalIncident(
                data.incidentId(),
                region == null ? data.groupLabels().get("region") : region.code(),
                data.change() == Change.OPENED ? fault(data) : ALONE + data.incidentId(),
                data.receiver(),
                new Words(data.title(), data.severity(), stamp),
                // Of what says nothing on where it stands, only that it is there is known; every event that does holds
                // against it.
                state == null
                        ? new Standing(State.OPEN, new Stamp(Instant.EPOCH, event.id()))
                        : new Standing(state, stamp),
                micros(data.openedAt()));
    }

    /** As the database keeps it. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** What both tell. */
    RegionalIncident and(RegionalIncident other) {
        RegionalIncident later = words.from().compareTo(other.words.from()) < 0 ? other : this;
        return new RegionalIncident(
                id,
                region.isEmpty() ? other.region : region,
                isAlone() ? other.fault : fault,
                later.receiver,
                later.words,
                standing.from().compareTo(other.standing.from()) < 0 ? other.standing : standing,
                openedAt);
    }

    /** Whether what opened it is not known yet. */
    boolean isAlone() {
        return fault.equals(ALONE + id);
    }

    /** What people call the fault: where it is belongs to each region's own title. */
    private static String fault(AlertLifecycle data) {
        String names = data.alertNames().isEmpty()
                ? data.groupLabels().get(Labels.ALERTNAME)
                : String.join(", ", data.alertNames());
        if (names.isEmpty()) {
            return ALONE + data.incidentId();
        }
        String component = data.component();
        return component == null ? names : names + " (" + component + ")";
    }

    private static @Nullable State stateAfter(Change change) {
        return switch (change) {
            case OPENED, REOPENED, UNACKNOWLEDGED -> State.OPEN;
            case ACKNOWLEDGED -> State.ACKNOWLEDGED;
            case RESOLVED -> State.RESOLVED;
            case CHANGED, ESCALATED, SNOOZED, UNSNOOZED, NOTED, SEVERITY_RAISED -> null;
        };
    }
}
