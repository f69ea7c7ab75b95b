package com.kaldrix.monitoring.compliance.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a report is made. */
public enum ReportKind {
    DAILY,
    WEEKLY,
    MONTHLY,
    ANNUAL,
    /** When somebody asks, for what they ask. */
    CUSTOM;

    /** How it is written in ids and addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a title begins. */
    public String title() {
        return name().charAt(0) + word().substring(1);
    }

    /** The one that is written so; empty when none is. */
    public static Optional<ReportKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
