package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Map;

/**
 * An alert as it stands after all reports of it so far. Two alerts with the same labels are the same alert.
 *
 * @param labels identity, as the source gave it; never changed here, so that fingerprints equal Alertmanager's
 * @param derived what the suite found out about it (at least {@link #SEVERITY} and {@link #SOURCE}, where known region
 *     and component); routes and groups see it, identity does not
 * @param annotations words for people, from the latest report
 * @param startsAt since when it fires: the earliest start of all reports that overlap
 * @param endsAt when it is over unless it is reported again
 * @param updatedAt when the latest report came
 * @param timeout whether {@code endsAt} is the resolve timeout's guess and not a source's word
 * @param severity how bad it is
 * @param link page of the source that shows the alert; empty when there is none
 */
public record Alert(
        Labels labels,
        Labels derived,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        Instant updatedAt,
        boolean timeout,
        Severity severity,
        String link) {
    /** Derived label that holds the severity, {@code P0} to {@code P3}. */
    public static final String SEVERITY = "kaldrix_severity";
    /** Derived label that holds the kind of source. */
    public static final String SOURCE = "kaldrix_source";

    /** Derived label that names the incident that the alert opens, so that two who see the same thing open one of the same identity. */
    public static final String INCIDENT = "kaldrix_incident";

    public static final String REGION = "region";
    public static final String COMPONENT = "component";

    public Alert {
        annotations = Map.copyOf(annotations);
    }

    public Fingerprint fingerprint() {
        return labels.fingerprint();
    }

    /**
     * What matchers and groups see: the alert's own labels, and beneath them what was derived. Only the severity is never
     * the source's: a source that sends {@link #SEVERITY} itself is heard by the severity rules, or not at all.
     */
    public Labels routingLabels() {
        return labels.orElse(derived).with(SEVERITY, severity.name());
    }

    /** The alert's name; its fingerprint when it has none. */
    public String name() {
        return labels.find(Labels.ALERTNAME).orElseGet(() -> fingerprint().toString());
    }

    public String region() {
        return known(REGION);
    }

    public String component() {
        return known(COMPONENT);
    }

    private String known(String name) {
        String own = labels.get(name);
        return own.isEmpty() ? derived.get(name) : own;
    }

    public String source() {
        return derived.get(SOURCE);
    }

    /** Whether it is over at {@code now}. */
    public boolean resolvedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    /** Whether the times in which the two fire touch, so that they are one and the same occurrence. */
    public boolean overlaps(Alert other) {
        return !startsAt.isAfter(other.endsAt) && !other.startsAt.isAfter(endsAt);
    }

    /**
     * This report and another of the same alert made one, as Alertmanager merges them ({@code types.Alert.Merge}): the
     * younger report's words, the earliest start; the latest word on the end, where an end that a source gave beats one that
     * the resolve timeout guessed.
     *
     * @param now what decides whether an end lies in the past
     */
    public Alert merge(Alert other, Instant now) {
        if (other.updatedAt.isBefore(updatedAt)) {
            return other.merge(this, now);
        }
        Instant start = startsAt.isBefore(other.startsAt) ? startsAt : other.startsAt;
        boolean keepOlderEnd = other.resolvedAt(now)
                ? resolvedAt(now) && endsAt.isAfter(other.endsAt)
                : endsAt.isAfter(other.endsAt) && !timeout;
        return new Alert(
                other.labels,
                other.derived,
                other.annotations,
                start,
                keepOlderEnd ? endsAt : other.endsAt,
                other.updatedAt,
                keepOlderEnd ? timeout : other.timeout,
                other.severity,
                other.link);
    }
}
