package com.kaldrix.monitoring.common.yaml;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them ({@code model.Duration}): {@code 1h30m}, {@code 500ms}, {@code 2w}, {@code 0}. */
public final class PrometheusDuration {
    private static final Pattern SHAPE =
            Pattern.compile("(?:(?<y>\\d+)y)?(?:(?<w>\\d+)w)?(?:(?<d>\\d+)d)?(?:(?<h>\\d+)h)?"
                    + "(?:(?<m>\\d+)m)?(?:(?<s>\\d+)s)?(?:(?<ms>\\d+)ms)?");
    private static final Map<String, Long> MILLISECONDS = Map.of(
            "y", 365L * 24 * 60 * 60 * 1000,
            "w", 7L * 24 * 60 * 60 * 1000,
            "d", 24L * 60 * 60 * 1000,
            "h", 60L * 60 * 1000,
            "m", 60L * 1000,
            "s", 1000L,
            "ms", 1L);
    /** Go's durations end here, after some 292 years. */
    private static final long LIMIT = Long.MAX_VALUE / 1_000_000;

    private PrometheusDuration() {}

    /** @throws IllegalArgumentException saying what a duration looks like */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher found = SHAPE.matcher(text);
        if (text.isEmpty() || !found.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no duration; write numbers with the units y, w, d, h, m, s, ms in this order, such as 1h30m");
        }
        try {
            long sum = 0;
            for (Map.Entry<String, Long> unit : MILLISECONDS.entrySet()) {
                String number = found.group(unit.getKey());
                if (number != null) {
                    sum = Math.addExact(sum, Math.multiplyExact(Long.parseLong(number), unit.getValue()));
                }
            }
            if (sum > LIMIT) {
                throw new ArithmeticException();
            }
            return Duration.ofMillis(sum);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("the duration '" + text + "' is too long", e);
        }
    }

    /** As Prometheus writes it; what {@link #parse} reads back, to the millisecond. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        for (String unit : new String[] {"y", "w", "d", "h", "m", "s", "ms"}) {
            long length = MILLISECONDS.getOrDefault(unit, 1L);
            boolean onlyExact = unit.equals("y") || unit.equals("w");
            if (rest >= length && (!onlyExact || rest % length == 0)) {
                text.append(rest / length).append(unit);
                rest %= length;
            }
        }
        return text.toString();
    }
}
