package com.kaldrix.monitoring.metrics.kpi.partial;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What people see of the inputs of KPIs. */
public final class PartialMetrics {
    private final Counter useless;
    private final Counter late;
    private final Counter refused;
    private final AtomicInteger series;

    public PartialMetrics(MeterRegistry registry) {
        late = registry.counter("kaldrix.gateway.kpi.samples.late");
        useless = registry.counter("kaldrix.gateway.kpi.samples.left.out");
        refused = registry.counter("kaldrix.gateway.kpi.series.refused");
        series = registry.gauge("kaldrix.gateway.kpi.series", new AtomicInteger());
    }

    /** Samples came after their window, and count in the next one. */
    void late() {
        late.increment();
    }

    /** A sample came so late, or lies so far ahead, that it says nothing. */
    void leftOut() {
        useless.increment();
    }

    void refused() {
        refused.increment();
    }

    void series(int count) {
        series.set(count);
    }
}
