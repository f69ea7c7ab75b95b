package com.kaldrix.monitoring.anomaly.backtest.job;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What of back-tests grows old. */
@Component
public class OldJobs {
    private final Jobs jobs;

    OldJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Forgets back-tests that were asked for before; how many. */
    public int forget(Instant before) {
        return jobs.forget(before);
    }
}
