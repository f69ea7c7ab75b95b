package com.kaldrix.monitoring.metrics.forward.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The archive in numbers. */
final class ArchiveMetrics {
    private final Counter rows;
    private final Counter objects;
    private final Counter bytes;
    private final Counter failures;
    private volatile int waitingRows;
    private volatile double lagSeconds;
    private volatile double backlogBytes;

    ArchiveMetrics(MeterRegistry registry) {
        rows = Counter.builder("kaldrix.gateway.archive.samples")
                .description("Samples that were written to the archive")
                .register(registry);
        objects = Counter.builder("kaldrix.gateway.archive.objects")
                .description("Objects that were written to the archive")
                .register(registry);
        bytes = Counter.builder("kaldrix.gateway.archive.written")
                .description("Size of the objects that were written to the archive")
                .baseUnit("bytes")
                .register(registry);
        failures = Counter.builder("kaldrix.gateway.archive.failures")
                .description("Attempts to write to the archive that failed and are repeated")
                .register(registry);
        Gauge.builder("kaldrix.gateway.archive.gathered.samples", () -> waitingRows)
                .description("Samples in memory that wait to be written to the archive")
                .register(registry);
        Gauge.builder("kaldrix.gateway.archive.lag", () -> lagSeconds)
                .description("Age of the oldest block that is not in the archive")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("kaldrix.gateway.archive.backlog", () -> backlogBytes)
                .description("What lies in the buffer and is not in the archive")
                .baseUnit("bytes")
                .register(registry);
    }

    void written(int samples, long size) {
        rows.increment(samples);
        objects.increment();
        bytes.increment(size);
    }

    void failed() {
        failures.increment();
    }

    void waiting(int gathered, Duration lag, long backlog) {
        waitingRows = gathered;
        lagSeconds = lag.toMillis() / 1000.0;
        backlogBytes = backlog;
    }
}
