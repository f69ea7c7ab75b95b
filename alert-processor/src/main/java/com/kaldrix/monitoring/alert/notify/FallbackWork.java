package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks for pages that no channel has taken in time. */
@Component
class FallbackWork implements Work {
    private final Fallbacks fallbacks;
    private final Duration interval;

    FallbackWork(Fallbacks fallbacks, DeliveryProperties properties) {
        this.fallbacks = fallbacks;
        this.interval = properties.pollInterval();
    }

    @Override
    public String name() {
        return "fallbacks";
    }

    @Override
    public Duration run(Wake wake) {
        return fallbacks.run() ? Duration.ZERO : interval;
    }
}
