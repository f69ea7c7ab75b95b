package com.kaldrix.monitoring.compliance.report.text;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How constants are written in files for machines: {@code NOT_AVAILABLE} is {@code not-available}. */
public final class EnumWord {
    private static final Map<Enum<?>, String> KNOWN = new ConcurrentHashMap<>();

    private EnumWord() {}

    /** The word of a constant. */
    public static String of(Enum<?> constant) {
        return KNOWN.computeIfAbsent(
                constant, it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
