package com.kaldrix.monitoring.common.yaml;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Prometheus writes them ({@code units.Base2Bytes}): {@code 512KB}, {@code 10MB}, {@code 1GiB}, {@code 0}. */
public final class ByteSize {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15})(B|[KMGTPE]i?B)?", Pattern.CASE_INSENSITIVE);
    private static final String PREFIXES = "KMGTPE";

    private ByteSize() {}

    /** @throws IllegalArgumentException saying what a size looks like */
    public static long parse(String text) {
        Matcher found = SHAPE.matcher(text);
        if (!found.matches() || found.group(2) == null && !text.equals("0")) {
            throw new IllegalArgumentException("'" + text + "' is no size; write a number with a unit such as 10MB");
        }
        String unit = found.group(2) == null ? "B" : found.group(2).toUpperCase(Locale.ROOT);
        int power = PREFIXES.indexOf(unit.charAt(0)) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(found.group(1)), 1L << (10 * power));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the size '" + text + "' is too large", e);
        }
    }
}
