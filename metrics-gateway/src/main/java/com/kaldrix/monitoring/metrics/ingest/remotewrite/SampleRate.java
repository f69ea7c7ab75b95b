package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.time.Duration;

/** Lets so many samples through in a second, on average over ten seconds. Safe for several threads. */
final class SampleRate {
    private static final int SECONDS = 10;

    private final long perSecond;
    private double left;
    private long lastNanos;

    SampleRate(long perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = (double) perSecond * SECONDS;
        this.lastNanos = nowNanos;
    }

    /** How long a sender is to wait; zero when it may go on. What it then brings is to be told to {@link #took}. */
    synchronized Duration pause(long nowNanos) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        double most = (double) perSecond * SECONDS;
        left = Math.min(most, left + (nowNanos - lastNanos) / 1e9 * perSecond);
        lastNanos = nowNanos;
        return left > 0 ? Duration.ZERO : Duration.ofSeconds(1 + (long) (-left / perSecond));
    }

    synchronized void took(int samples) {
        left -= samples;
    }
}
