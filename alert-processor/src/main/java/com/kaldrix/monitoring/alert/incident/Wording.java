package com.kaldrix.monitoring.alert.incident;

import java.time.Duration;

/** Words that stand in messages and timelines. */
final class Wording {
    private Wording() {}

    /** {@code 5 min}, {@code 1 h 30 min}, {@code 20 s}. */
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() + " h"
                + (duration.toMinutesPart() == 0 ? "" : " " + duration.toMinutesPart() + " min");
    }

    static String alerts(int count) {
        return count == 1 ? "1 alert" : count + " alerts";
    }
}
