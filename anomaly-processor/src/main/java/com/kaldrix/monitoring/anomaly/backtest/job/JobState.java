package com.kaldrix.monitoring.anomaly.backtest.job;

import java.util.Locale;

/** How it stands with a job. */
enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    /** The replica that worked on it ended; nobody else goes on with it. */
    LOST;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
