package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.incident.AuditedDesk;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.intake.Inbox;
import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Does here what was done at PagerDuty, once, and does not tell it back. */
@Component
class PagerDutyDesk {
    private static final Pattern KEY =
            Pattern.compile("kaldrix/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(/\\d{1,6}\\.\\d{1,6})?");
    private static final String ACKNOWLEDGED = "incident.acknowledged";
    private static final String RESOLVED = "incident.resolved";
    private static final int NAME = 100;

    private final Inbox inbox;
    private final IncidentDesk incidents;
    private final AuditedDesk desk;
    private final Timeline timeline;
    private final Clock clock;

    PagerDutyDesk(Inbox inbox, IncidentDesk incidents, AuditedDesk desk, Timeline timeline, Clock clock) {
        this.inbox = inbox;
        this.incidents = incidents;
        this.desk = desk;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** What became of an event. */
    enum Outcome {
        DONE,
        /** It came before. */
        REPEATED,
        /** It is of a kind that changes nothing here, or of an incident that is not ours, or that is over. */
        IGNORED
    }

    /** @param event the {@code event} of a webhook; its id is signed, the header with the webhook's id is not */
    @Transactional
    public Outcome take(JsonNode event, String from) {
        String type = event.path("event_type").asString("");
        Matcher key = KEY.matcher(event.path("data").path("incident_key").asString(""));
        if (!type.equals(ACKNOWLEDGED) && !type.equals(RESOLVED) || !key.matches() || isEcho(event)) {
            return Outcome.IGNORED;
        }
        String id = event.path("id").asString("");
        if (inbox.add(Set.of("pagerduty/" + id), clock.instant()).isEmpty()) {
            return Outcome.REPEATED;
        }
        UUID incident = UUID.fromString(key.group(1));
        if (incidents.find(incident).filter(found -> !found.resolved()).isEmpty() || isOutdated(incident, event)) {
            return Outcome.IGNORED;
        }
        Actor actor = new Actor(who(event), Set.of(Role.RESPONDER), from);
        try {
            if (type.equals(ACKNOWLEDGED)) {
                desk.acknowledge(incident, actor, key.group());
            } else {
                desk.resolve(incident, actor, key.group());
            }
            return Outcome.DONE;
        } catch (ConflictException overMeanwhile) {
            return Outcome.IGNORED;
        }
    }

    /** Of what an integration did: that is what was sent there from here, and a person may have decided otherwise since. */
    private static boolean isEcho(JsonNode event) {
        return event.path("agent").path("type").asString("").contains("inbound_integration");
    }

    /** Whether it tells of something before the incident was reopened here, as one does that was long on its way. */
    private boolean isOutdated(UUID incident, JsonNode event) {
        Optional<Instant> reopened = timeline.last(incident, TimelineEntry.Kind.REOPENED);
        return reopened.isPresent()
                && occurredAt(event).filter(reopened.get()::isAfter).isPresent();
    }

    private static Optional<Instant> occurredAt(JsonNode event) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(event.path("occurred_at").asString("")).toInstant());
        } catch (DateTimeException notSaid) {
            return Optional.empty();
        }
    }

    private static String who(JsonNode event) {
        String name = event.path("agent")
                .path("summary")
                .asString("")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return name.isEmpty() ? "PagerDuty" : name.substring(0, Math.min(NAME, name.length())) + " (PagerDuty)";
    }
}
