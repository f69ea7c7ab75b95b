package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.common.queue.Queue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** How long messages have waited in each queue when they are received, for Prometheus. */
final class QueueAge {
    private final MeterRegistry meters;
    private final InstantSource wallClock;
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();

    /** @param wallClock the time as the queue sees it, never scaled */
    QueueAge(MeterRegistry meters, InstantSource wallClock) {
        this.meters = meters;
        this.wallClock = wallClock;
    }

    /** @param sent when the messages that have just come were sent, in milliseconds; empty when none came */
    void seen(Queue queue, List<String> sent) {
        long now = wallClock.millis();
        double oldest = sent.stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .mapToDouble(time -> Math.max(0, now - time) / 1000.0)
                .max()
                .orElse(0);
        String key = queue.name().toString();
        if (seconds.put(key, oldest) == null) {
            Gauge.builder("kaldrix_queue_age", seconds, ages -> ages.getOrDefault(key, 0.0))
                    .description("How long the oldest message had waited that was received last")
                    .baseUnit("seconds")
                    .tags(
                            "queue",
                            queue.name().name(),
                            "region",
                            queue.name().region().code())
                    .register(meters);
        }
    }
}
