package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what is older than it has to be. What alerts asked for goes earlier when its incident is forgotten. */
@Component
class RemediationRetention implements Work {
    private static final int BATCH = 200;
    private static final Duration PAUSE = Duration.ofHours(1);

    private final RemediationRows rows;
    private final RemediationProperties properties;
    private final Clock clock;

    RemediationRetention(RemediationRows rows, RemediationProperties properties, Clock clock) {
        this.rows = rows;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "remediation-retention";
    }

    /** Each statement is a transaction of its own: it may stop anywhere and goes on later. */
    @Override
    public Duration run(Wake wake) {
        int forgotten = rows.forget(clock.instant().minus(properties.keep()), BATCH);
        return forgotten < BATCH ? PAUSE : Duration.ZERO;
    }
}
