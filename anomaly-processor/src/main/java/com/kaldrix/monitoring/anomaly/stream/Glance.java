package com.kaldrix.monitoring.anomaly.stream;

/**
 * How it stands with a series.
 *
 * @param tier how much work it is worth, such as {@code cheap}
 * @param learning how much of the warm-up is over, 0 to 1
 * @param time of the latest reading, milliseconds since the epoch
 * @param value the latest reading; not a number when it was missing
 * @param low where what is usual begins; not a number when nothing is known
 * @param high where it ends
 * @param unusual how unusual the latest reading was, in units of what is worth an alert
 * @param score the same for ranking
 * @param recent the latest readings, in a form that the watch knows
 */
public record Glance(
        String tier,
        double learning,
        long time,
        double value,
        double low,
        double high,
        double unusual,
        double score,
        byte[] recent) {}
