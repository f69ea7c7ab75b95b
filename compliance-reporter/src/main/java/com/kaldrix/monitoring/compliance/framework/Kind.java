package com.kaldrix.monitoring.compliance.framework;

import java.util.Locale;

/** How much of a requirement checks can judge. */
public enum Kind {
    /** All of it. */
    AUTOMATED,
    /** A part; for the rest somebody has to answer. */
    PARTIAL,
    /** Nothing; somebody has to answer for it. */
    MANUAL;

    /** How frameworks write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
