package com.kaldrix.monitoring.compliance.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, in the words of Security Hub. The order of the constants is that of weight: the worst is last. */
public enum FindingSeverity {
    /** The source does not say. */
    UNRATED,
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    private static final double FROM_CRITICAL = 90;
    private static final double FROM_HIGH = 70;
    private static final double FROM_MEDIUM = 40;

    /** The worse of the two. */
    public FindingSeverity worst(FindingSeverity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Reads the words in any case; empty for anything else. */
    public static Optional<FindingSeverity> find(String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(severity -> severity.name().equals(wanted))
                .findFirst();
    }

    /**
     * From a number.
     *
     * @param normalized 0 to 100, as ASFF has it
     * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html">Security Hub API, Severity</a>
     */
    public static FindingSeverity ofNormalized(double normalized) {
        if (normalized >= FROM_CRITICAL) {
            return CRITICAL;
        }
        if (normalized >= FROM_HIGH) {
            return HIGH;
        }
        if (normalized >= FROM_MEDIUM) {
            return MEDIUM;
        }
        return normalized >= 1 ? LOW : INFORMATIONAL;
    }
}
