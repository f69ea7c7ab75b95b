package com.kaldrix.monitoring.common.severity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How bad it is, as the operators say it. The order of the constants is the order of urgency: {@link #P0} first.
 */
public enum Severity {
    /** System outage, security breach, data corruption, network partition. */
    P0("Critical"),
    /** Regional degradation, performance bottleneck, high error rate, resource exhaustion. */
    P1("High"),
    /** Minor issue, configuration drift, warning threshold, maintenance reminder. */
    P2("Medium"),
    /** Informational, capacity planning, performance trend, optimisation opportunity. */
    P3("Low");

    private final String title;

    Severity(String title) {
        this.title = title;
    }

    /** The word that stands beside the number in the operators' documentation, such as {@code Critical}. */
    public String title() {
        return title;
    }

    /** Whether this is worse than {@code other}. */
    public boolean isMoreSevereThan(Severity other) {
        return compareTo(other) < 0;
    }

    /** The worse of the two. */
    public Severity worst(Severity other) {
        return isMoreSevereThan(other) ? this : other;
    }

    /** Reads {@code P0}…{@code P3} and the operators' words, in any case; empty for anything else. */
    public static Optional<Severity> find(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(severity -> severity.name().toLowerCase(Locale.ROOT).equals(wanted)
                        || severity.title.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    /**
     * Reads what {@link #find} reads.
     *
     * @throws IllegalArgumentException for any other text, naming what is allowed
     */
    @JsonCreator
    public static Severity of(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no severity; use P0 (Critical), P1 (High), P2 (Medium) or P3 (Low)"));
    }
}
