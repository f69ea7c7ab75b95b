package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Anomalies that are close in time and place. It is over when all of them are.
 *
 * @param region where
 * @param component in which part of KALDRIX the first of them was
 * @param severity the worst of theirs
 * @param title what it is, in a line
 * @param startedAt the first unusual reading
 * @param lastAt the latest sign of it
 * @param endedAt when it was over; null while it goes on
 */
public record Event(
        UUID id,
        String region,
        String component,
        EventStatus status,
        Severity severity,
        String title,
        Instant startedAt,
        Instant lastAt,
        @Nullable Instant endedAt) {
    /** A new one of its first anomaly, whose id it takes. */
    public static Event of(Anomaly first) {
        return new Event(
                first.id(),
                first.region(),
                first.component(),
                EventStatus.OPEN,
                first.severity(),
                Wording.title(List.of(first)),
                first.startedAt(),
                lastOf(first),
                first.endedAt());
    }

    /**
     * The same with what is known of its anomalies now.
     *
     * @param anomalies all of them, at least one
     */
    public Event with(List<Anomaly> anomalies) {
        Severity worst = anomalies.stream().map(Anomaly::severity).reduce(Severity.P3, Severity::worst);
        boolean over = anomalies.stream().allMatch(one -> one.end().isPresent());
        Instant last =
                anomalies.stream().map(Event::lastOf).max(Instant::compareTo).orElse(lastAt);
        Instant first = anomalies.stream()
                .map(Anomaly::startedAt)
                .min(Instant::compareTo)
                .orElse(startedAt);
        return new Event(
                id, region, component, status, worst, Wording.title(anomalies), first, last, over ? last : null);
    }

    /** The same with what people say of it. */
    public Event with(EventStatus said) {
        return new Event(id, region, component, said, severity, title, startedAt, lastAt, endedAt);
    }

    private static Instant lastOf(Anomaly anomaly) {
        return anomaly.end().orElse(anomaly.peak().at());
    }

    /** When it was over; empty while it goes on. */
    public Optional<Instant> end() {
        return Optional.ofNullable(endedAt);
    }
}
