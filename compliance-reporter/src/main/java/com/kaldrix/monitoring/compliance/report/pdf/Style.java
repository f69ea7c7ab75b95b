package com.kaldrix.monitoring.compliance.report.pdf;

/**
 * How text looks.
 *
 * @param size in points
 */
record Style(Face face, float size, Ink ink) {
    private static final float LEADING = 1.35f;
    private static final float RISE = 0.98f;

    /** From one line to the next. */
    float leading() {
        return size * LEADING;
    }

    /** From the top of a line to where letters stand. */
    float rise() {
        return size * RISE;
    }

    Style with(Ink other) {
        return new Style(face, size, other);
    }
}
