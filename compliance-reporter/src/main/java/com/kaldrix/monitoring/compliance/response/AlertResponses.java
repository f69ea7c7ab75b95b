package com.kaldrix.monitoring.compliance.response;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How alerts were answered. */
public interface AlertResponses {
    /** Adds them, in the caller's transaction; those that are there already change nothing. */
    void add(Collection<AlertResponse> responses);

    /** What is known of these incidents, in no order; only those of which something is known. */
    List<Answered> incidents(Collection<UUID> ids);

    /**
     * How long incidents waited, by severity, the most severe first.
     *
     * @param from of incidents that opened at this instant or later
     * @param to and before this one
     */
    List<Times> times(Instant from, Instant to);

    /**
     * How many incidents were acknowledged in time, by severity, the most severe first.
     *
     * @param from of incidents that opened at this instant or later
     * @param to and before this one
     * @param targets how long one of a severity may wait; one without may wait for ever
     */
    List<InTime> inTime(Instant from, Instant to, Map<String, Duration> targets);

    /**
     * How many incidents of a severity were acknowledged in time.
     *
     * @param incidents how many opened
     * @param acknowledged how many of them somebody acknowledged
     * @param target how long they may wait; empty for ever
     * @param inTime how many did not wait longer
     * @param median until the first acknowledgement, of those that have one; empty when none has
     * @param p95 95th percentile of the same
     */
    record InTime(
            String severity,
            long incidents,
            long acknowledged,
            Optional<Duration> target,
            long inTime,
            Optional<Duration> median,
            Optional<Duration> p95) {}

    /**
     * How long incidents of a severity waited.
     *
     * @param incidents how many opened
     * @param acknowledged how many of them somebody acknowledged
     * @param median until the first acknowledgement, of those that have one; empty when none has
     * @param slowest the longest of these
     */
    record Times(
            String severity,
            long incidents,
            long acknowledged,
            Optional<Duration> median,
            Optional<Duration> slowest) {}
}
