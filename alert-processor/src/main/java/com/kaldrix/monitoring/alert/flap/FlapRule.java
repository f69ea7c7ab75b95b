package com.kaldrix.monitoring.alert.flap;

import java.time.Duration;

/**
 * When an alert flaps.
 *
 * @param times how often it must fire again; 0 for never
 * @param within in what time
 * @param calm how long its state must stay as it is until it flaps no more
 */
public record FlapRule(int times, Duration within, Duration calm) {
    /** What holds unless the configuration says otherwise. */
    public static final FlapRule USUAL = new FlapRule(5, Duration.ofMinutes(30), Duration.ofMinutes(15));

    public FlapRule {
        if (times < 0 || times == 1 || within.isNegative() || within.isZero() || calm.isNegative() || calm.isZero()) {
            throw new IllegalArgumentException("an alert flaps when it fires again at least twice within some time");
        }
    }

    public boolean off() {
        return times == 0;
    }
}
