package com.kaldrix.monitoring.compliance.framework;

import java.util.Locale;

/** How sure it is that a check speaks about a requirement. */
public enum Confidence {
    /** The maker of the check says so. */
    DOCUMENTED,
    /** It follows from a catalogue in which one check serves both. */
    DERIVED,
    /** It was judged by those who wrote the framework. */
    OWN;

    /** How frameworks write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
