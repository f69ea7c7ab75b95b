package com.kaldrix.monitoring.metrics.window;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What people see of the windows. */
final class WindowMetrics {
    private final Counter samples;
    private final Counter late;
    private final Counter ahead;
    private final Counter overflow;
    private final Counter ignored;
    private final Counter windows;
    private final Counter refused;
    private final Counter resets;
    private final AtomicInteger watched;

    WindowMetrics(MeterRegistry registry) {
        samples = counter(registry, "kaldrix.gateway.window.samples", "Samples of watched series");
        late = registry.counter("kaldrix.gateway.window.left.out", "reason", "late");
        ahead = registry.counter("kaldrix.gateway.window.left.out", "reason", "ahead");
        overflow = registry.counter("kaldrix.gateway.window.left.out", "reason", "too-many");
        ignored = registry.counter("kaldrix.gateway.window.left.out", "reason", "not-finite");
        windows = counter(registry, "kaldrix.gateway.windows", "Windows that were closed with values");
        refused = counter(registry, "kaldrix.gateway.window.series.refused", "Watched series beyond the limit");
        resets = counter(registry, "kaldrix.gateway.window.clock.resets", "How often the clock was set back");
        watched = registry.gauge("kaldrix.gateway.window.series", new AtomicInteger());
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void samples(int count) {
        samples.increment(count);
    }

    void late() {
        late.increment();
    }

    void ahead() {
        ahead.increment();
    }

    void overflow() {
        overflow.increment();
    }

    void ignored(int count) {
        ignored.increment(count);
    }

    void closed(int count, int series) {
        windows.increment(count);
        watched.set(series);
    }

    void refused() {
        refused.increment();
    }

    void clockWasSet() {
        resets.increment();
    }
}
