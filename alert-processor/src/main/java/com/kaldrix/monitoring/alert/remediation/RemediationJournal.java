package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RemediationResult;
import com.kaldrix.monitoring.common.event.RemediationResult.Outcome;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of what happens to remediations: the incident's timeline and messages, who asked for it, and metrics. */
@Component
class RemediationJournal {
    private static final String SOURCE = "kaldrix/alert-processor";
    private static final String EXECUTOR = "alert-processor";

    private final Timeline timeline;
    private final Herald herald;
    private final Outbox outbox;
    private final Region region;
    private final MeterRegistry meters;

    RemediationJournal(Timeline timeline, Herald herald, Outbox outbox, Region region, MeterRegistry meters) {
        this.timeline = timeline;
        this.herald = herald;
        this.outbox = outbox;
        this.region = region;
        this.meters = meters;
    }

    /** On the incident's timeline alone. */
    void note(Remediation remediation, @Nullable String actor, String text, Instant now) {
        UUID incident = remediation.origin().incident();
        if (incident != null) {
            timeline.add(new TimelineEntry(
                    Ids.next(),
                    incident,
                    now,
                    TimelineEntry.Kind.REMEDIATION,
                    actor,
                    text,
                    Map.of(
                            "remediation", remediation.id().toString(),
                            "rule", remediation.rule(),
                            "state", remediation.state().word())));
        }
    }

    /** On the timeline, and in the messages that people have. */
    void show(Remediation remediation, @Nullable String actor, String text, Instant now) {
        note(remediation, actor, text, now);
        UUID incident = remediation.origin().incident();
        if (incident != null) {
            herald.show(incident, text, now);
        }
    }

    /** Where another service asked for it: what became of it. */
    void answer(Remediation remediation, Outcome outcome, String note, Instant now) {
        if (remediation.origin().requested()) {
            answer(remediation.id(), outcome, note, now);
        }
    }

    void answer(UUID id, Outcome outcome, String note, Instant now) {
        UUID event = Ids.next();
        RemediationResult result =
                new RemediationResult(id, outcome, EXECUTOR, note.isEmpty() ? null : clip(note), now);
        outbox.append(new OutboxMessage(
                event,
                "events",
                RemediationResult.TYPE,
                CloudEvents.write(new CloudEvent<>(event.toString(), SOURCE, id.toString(), now, region, null, result)),
                Map.of("region", region.code())));
    }

    private static String clip(String note) {
        return note.length() <= 1000 ? note : note.substring(0, 1000);
    }

    /** How it ended, or that it was not begun. */
    void count(Remediation remediation) {
        Counter.builder("kaldrix_remediations")
                .description("Remediations that came to an end, or were not begun")
                .tags("rule", remediation.rule(), "outcome", remediation.state().word())
                .register(meters)
                .increment();
    }

    /** Whether the alert was over in time, of those that were done; a run that failed did not cure either. */
    void judged(Remediation remediation, boolean cured) {
        Counter.builder("kaldrix_remediation_judged")
                .description("Remediations that were begun for an alert, by whether it was over in time")
                .tags("rule", remediation.rule(), "cured", Boolean.toString(cured))
                .register(meters)
                .increment();
    }
}
