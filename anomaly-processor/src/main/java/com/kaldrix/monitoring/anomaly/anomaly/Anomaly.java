package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something unusual in one series.
 *
 * @param id follows from series and start, so that the same anomaly has the same however often it is found
 * @param series its labels, with {@code __name__}
 * @param type what it looks like
 * @param startedAt its first unusual reading
 * @param peak its most unusual reading
 * @param endedAt when it was over; null while it goes on
 * @param severity how bad it is at its peak
 * @param evidence what the detectors said at the peak, the strongest first
 */
public record Anomaly(
        UUID id,
        Labels series,
        AnomalyType type,
        Instant startedAt,
        Peak peak,
        @Nullable Instant endedAt,
        Severity severity,
        List<Evidence> evidence) {
    /**
     * The most unusual reading.
     *
     * @param at its time
     * @param value it; not a number when it was missing
     * @param expected what would have been usual
     * @param score how unusual it was, for ranking
     */
    public record Peak(Instant at, double value, Expected expected, double score) {}

    /**
     * What would have been usual.
     *
     * @param low not a number when nothing is known
     * @param high not a number when nothing is known
     */
    public record Expected(double low, double high) {}

    public Anomaly {
        evidence = List.copyOf(evidence);
    }

    /** The identity of what begins in a series at a time. */
    public static UUID identity(Labels series, Instant startedAt) {
        return UUID.nameUUIDFromBytes(
                (series.fingerprint() + "/" + series + "/" + startedAt).getBytes(StandardCharsets.UTF_8));
    }

    /** The metric's name. */
    public String metric() {
        return series.get("__name__");
    }

    /** Where it is. */
    public String region() {
        return series.find("region").orElse("unknown");
    }

    /** Which part of KALDRIX it is in; what the series does not say follows from nothing and is {@code unknown}. */
    public String component() {
        return series.find("component").orElse("unknown");
    }

    public Family family() {
        return Family.ofMetric(metric());
    }

    /**
     * Whether value and range at the peak are readings of the series; not so for a correlation, a forecast, or a state of many
     * series together.
     */
    public boolean isOfReading() {
        return switch (type) {
            case CORRELATION_BREAK, PREDICTED_BREACH -> false;
            default -> evidence.stream().noneMatch(one -> one.detector().equals("component-forest"));
        };
    }

    /** Whether alert-processor hears of it by itself, so that alone it is no news. */
    public boolean isToldElsewhere() {
        return evidence.stream().anyMatch(one -> Evidence.OF_AWS.contains(one.detector()));
    }

    /** When it was over; empty while it goes on. */
    public Optional<Instant> end() {
        return Optional.ofNullable(endedAt);
    }
}
