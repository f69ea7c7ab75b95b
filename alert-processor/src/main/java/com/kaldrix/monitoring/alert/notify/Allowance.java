package com.kaldrix.monitoring.alert.notify;

import java.time.Duration;

/**
 * What the generic cell rate algorithm (ITU-T I.371) lets pass at this moment.
 *
 * @param messages how many
 * @param comeAgainIn when one more may pass after these; zero when there is no limit
 */
record Allowance(int messages, Duration comeAgainIn) {
    /**
     * @param aheadSeconds how far the theoretical arrival time lies in the future; negative for the past
     * @param most how many are wanted at most
     */
    static Allowance of(RateLimit limit, double aheadSeconds, int most) {
        if (limit.unlimited()) {
            return new Allowance(most, Duration.ZERO);
        }
        double interval = limit.interval().toNanos() / 1e9;
        double ahead = Math.max(0, aheadSeconds);
        int free = (int) Math.floor(limit.burst() - ahead / interval + 1e-9);
        int messages = Math.clamp(free, 0, most);
        double wait = ahead + messages * interval - (limit.burst() - 1) * interval;
        return new Allowance(messages, Duration.ofNanos((long) (Math.max(wait, 0) * 1e9)));
    }
}
