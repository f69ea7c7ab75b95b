package com.kaldrix.monitoring.anomaly.upkeep;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after everything once in ten minutes. Several replicas that do so at once harm nothing. */
final class UpkeepWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepWork.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final List<Upkeep> all;
    private final Clock clock;

    UpkeepWork(List<Upkeep> all, Clock clock) {
        this.all = List.copyOf(all);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "upkeep";
    }

    @Override
    public Duration run(Wake wake) {
        for (Upkeep one : all) {
            try {
                one.forget(clock.instant());
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Something old cannot be forgotten for now");
            }
        }
        return EVERY;
    }
}
