package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Duration;
import java.util.function.Supplier;

/** Takes events of all regions in, over and over. */
final class GlobalLoop implements Work {
    private static final int LONG_POLL = 5;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final GlobalConsumer consumer;
    private final Supplier<Boolean> databaseIsThere;

    /** @param databaseIsThere asked before each request, so that no message uses up its receives while the database is away */
    GlobalLoop(GlobalConsumer consumer, Supplier<Boolean> databaseIsThere) {
        this.consumer = consumer;
        this.databaseIsThere = databaseIsThere;
    }

    @Override
    public String name() {
        return "global-view";
    }

    @Override
    public Duration run(Wake wake) {
        return databaseIsThere.get() && consumer.consume(LONG_POLL) ? Duration.ZERO : AFTER_FAILURE;
    }

    @Override
    public void stop(Duration most) {
        consumer.close();
    }
}
