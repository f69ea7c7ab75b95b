package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.page.Tone;

/** Colours, those of the style sheet's light side. */
enum Ink {
    TEXT("0.09 0.125 0.169"),
    QUIET("0.298 0.345 0.4"),
    LINE("0.835 0.859 0.886"),
    LINK("0.039 0.337 0.506"),
    GROUND("1 1 1"),
    RAISED("0.957 0.965 0.973"),
    GOOD("0.09 0.384 0.196"),
    GOOD_GROUND("0.89 0.953 0.91"),
    WARN("0.49 0.302 0"),
    WARN_GROUND("0.992 0.941 0.839"),
    BAD("0.659 0.11 0.11"),
    BAD_GROUND("0.988 0.902 0.894"),
    UNKNOWN("0.29 0.322 0.376"),
    UNKNOWN_GROUND("0.906 0.918 0.933");

    /** Red, green and blue as PDF writes them. */
    final String rgb;

    Ink(String rgb) {
        this.rgb = rgb;
    }

    static Ink of(Tone tone) {
        return switch (tone) {
            case PLAIN -> TEXT;
            case GOOD -> GOOD;
            case WARN -> WARN;
            case BAD -> BAD;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static Ink ground(Tone tone) {
        return switch (tone) {
            case PLAIN -> RAISED;
            case GOOD -> GOOD_GROUND;
            case WARN -> WARN_GROUND;
            case BAD -> BAD_GROUND;
            case UNKNOWN -> UNKNOWN_GROUND;
        };
    }
}
