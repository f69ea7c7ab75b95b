package com.kaldrix.monitoring.compliance.report.page;

import java.util.Locale;

/** How something is meant. Never said by a colour alone: the word stands beside it. */
public enum Tone {
    PLAIN,
    GOOD,
    WARN,
    BAD,
    /** Nothing is known. */
    UNKNOWN;

    /** How style sheets write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
