package com.kaldrix.monitoring.local.sink;

import java.time.Instant;

/**
 * An incident as PagerDuty would have it.
 *
 * @param number counts the incidents, from 1
 * @param id the integration and deduplication key that it stands for
 * @param state where it stands
 * @param headline what the last trigger that it took said
 * @param openedAt when the first trigger came
 * @param changedAt when its state last changed
 * @param triggers how many triggers came for it; all but the first raised nothing new
 */
public record PagerDutyIncident(
        int number, Id id, State state, Headline headline, Instant openedAt, Instant changedAt, int triggers) {
    /** What PagerDuty tells incidents apart by. */
    public record Id(String routingKey, String dedupKey) {}

    /** What a person reads first. */
    public record Headline(String summary, String severity, String source) {}

    /** The states of an incident. */
    public enum State {
        TRIGGERED,
        ACKNOWLEDGED,
        RESOLVED
    }

    PagerDutyIncident triggeredAgain(Headline latest) {
        return new PagerDutyIncident(number, id, state, latest, openedAt, changedAt, triggers + 1);
    }

    PagerDutyIncident moved(State to, Instant at) {
        return new PagerDutyIncident(number, id, to, headline, openedAt, at, triggers);
    }
}
