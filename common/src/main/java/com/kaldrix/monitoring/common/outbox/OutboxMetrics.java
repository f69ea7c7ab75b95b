package com.kaldrix.monitoring.common.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/**
 * The outbox in numbers. The backlog is looked at from time to time, not when somebody asks; the age of the oldest message
 * goes on growing in between, also while the database is away.
 */
final class OutboxMetrics {
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile OutboxRows.Backlog backlog = OutboxRows.Backlog.EMPTY;

    OutboxMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("kaldrix.outbox.pending", () -> backlog.pending())
                .description("Messages that wait to be published")
                .register(registry);
        Gauge.builder("kaldrix.outbox.parked", () -> backlog.parked())
                .description("Messages that can never be published and wait for a person")
                .register(registry);
        Gauge.builder("kaldrix.outbox.oldest", this::oldestSeconds)
                .description("Age of the oldest message that waits to be published")
                .baseUnit("seconds")
                .register(registry);
    }

    void backlog(OutboxRows.Backlog seen) {
        backlog = seen;
    }

    void sent(String topic, int published, int failed) {
        registry.counter("kaldrix.outbox.published", "topic", topic).increment(published);
        registry.counter("kaldrix.outbox.failed", "topic", topic).increment(failed);
    }

    void oversize(String topic) {
        registry.counter("kaldrix.outbox.oversize", "topic", topic).increment();
    }

    private double oldestSeconds() {
        return backlog.oldest()
                .map(written -> Duration.between(written, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
