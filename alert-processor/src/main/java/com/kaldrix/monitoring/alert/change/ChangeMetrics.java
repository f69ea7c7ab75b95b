package com.kaldrix.monitoring.alert.change;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What Prometheus sees of changes. */
@Component
class ChangeMetrics {
    private final MeterRegistry meters;

    ChangeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param source how it came */
    void recorded(String source) {
        Counter.builder("kaldrix_changes")
                .description("Changes of what is watched that were recorded, by how they came")
                .tag("source", source)
                .register(meters)
                .increment();
    }
}
