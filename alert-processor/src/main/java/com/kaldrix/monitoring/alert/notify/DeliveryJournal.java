package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down how messages fared: in their rows, in the incident's timeline, in metrics and in the log. */
@Component
class DeliveryJournal {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJournal.class);

    private final Deliveries deliveries;
    private final Timeline timeline;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    DeliveryJournal(Deliveries deliveries, Timeline timeline, DeliveryMetrics metrics, Clock clock) {
        this.deliveries = deliveries;
        this.timeline = timeline;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Transactional
    public void finish(Claim claim, Attempt attempt, Duration retryIn) {
        Instant now = clock.instant();
        Outcome outcome = attempt.outcome();
        deliveries.finish(claim, outcome, retryIn, now);
        metrics.attempt(claim, outcome, now);
        switch (outcome) {
            case Outcome.Delivered ignored ->
                note(claim, Kind.DELIVERED, "Delivered to " + claim.address() + plainly(claim, attempt), now);
            case Outcome.Rejected refusal -> {
                note(claim, Kind.DELIVERY_FAILED, claim.address() + " refused it for good: " + refusal.reason(), now);
                failed(claim, refusal.reason());
            }
            case Outcome.RetryAfter patience -> failed(claim, patience.reason());
            case Outcome.Unavailable failure -> failed(claim, failure.reason());
            case Outcome.Unknown failure -> failed(claim, failure.reason());
        }
    }

    /** That templates did not fit, which somebody should put right. */
    private String plainly(Claim claim, Attempt attempt) {
        if (attempt.templateFailures().isEmpty()) {
            return "";
        }
        metrics.templatesFailed(claim);
        String failures = String.join("; ", attempt.templateFailures());
        LOG.atWarn()
                .addKeyValue("delivery", claim.id())
                .addKeyValue("integration", claim.address())
                .addKeyValue("reason", failures)
                .log("A template could not be filled in; the message went out in plain words");
        return " in plain words, because a template could not be filled in: " + failures;
    }

    void expired(Claim claim) {
        metrics.expired(claim);
        note(
                claim,
                Kind.DELIVERY_FAILED,
                claim.address() + " has not taken it within the bound; given up",
                clock.instant());
        LOG.atError()
                .addKeyValue("delivery", claim.id())
                .addKeyValue("integration", claim.address())
                .log("A message was given up, too old");
    }

    private void note(Claim claim, Kind kind, String text, Instant now) {
        if (claim.notification().kind().hasIncident()) {
            timeline.add(TimelineEntry.of(claim.notification().incident().id(), now, kind, text));
        }
    }

    /** At the first attempt and then ever more seldom: a channel that is away for hours must not fill the log. */
    private static void failed(Claim claim, String reason) {
        LOG.atLevel(Integer.bitCount(claim.attempt()) == 1 ? Level.WARN : Level.DEBUG)
                .addKeyValue("delivery", claim.id())
                .addKeyValue("integration", claim.address())
                .addKeyValue("attempt", claim.attempt())
                .addKeyValue("reason", reason)
                .log("A message was not delivered");
    }
}
