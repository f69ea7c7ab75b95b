package com.kaldrix.monitoring.anomaly.intake;

import com.kaldrix.monitoring.common.queue.QueueName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Counts what comes, for Prometheus, and says in readiness which queues cannot be reached. Safe for several threads. */
final class IntakeMetrics extends AbstractHealthIndicator {
    private final Counter taken;
    private final Counter repeated;
    private final Counter ignored;
    private final Counter poison;
    private final Counter late;
    private final Map<Integer, Integer> series = new ConcurrentHashMap<>();
    private final Map<QueueName, Boolean> reached = new ConcurrentHashMap<>();

    IntakeMetrics(MeterRegistry meters) {
        taken = messages(meters, "taken");
        repeated = messages(meters, "repeated");
        ignored = messages(meters, "ignored");
        poison = messages(meters, "poison");
        late = Counter.builder("kaldrix.anomaly.windows.late")
                .description("Windows that came after a later one of their series had been looked at")
                .register(meters);
        Gauge.builder(
                        "kaldrix.anomaly.series",
                        series,
                        all -> all.values().stream().mapToInt(Integer::intValue).sum())
                .description("Series that this replica looks at")
                .register(meters);
        Gauge.builder("kaldrix.anomaly.shards", series, Map::size)
                .description("Shards that this replica works on")
                .register(meters);
    }

    private static Counter messages(MeterRegistry meters, String outcome) {
        return Counter.builder("kaldrix.anomaly.messages")
                .description("Messages of queues and ticks, by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    void taken(int fresh, int again) {
        taken.increment(fresh);
        repeated.increment(again);
    }

    void ignored() {
        ignored.increment();
    }

    void poison() {
        poison.increment();
    }

    void late(long windows) {
        late.increment(windows);
    }

    /** How many series a shard has. */
    void series(int shard, int count) {
        series.put(shard, count);
    }

    /** This replica works on the shard no longer. */
    void left(int shard) {
        series.remove(shard);
    }

    /** How the latest request to a queue went. */
    void reached(QueueName queue, boolean successfully) {
        reached.put(queue, successfully);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        reached.forEach((queue, successfully) -> {
            if (!successfully) {
                builder.status("DEGRADED").withDetail(queue.toString(), "cannot be reached");
            }
        });
    }
}
