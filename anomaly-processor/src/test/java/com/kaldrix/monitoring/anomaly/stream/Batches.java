package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.event.MetricBatch.Columns;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metric batches as gateways write them, for tests. */
public final class Batches {
    private static final int SECONDS = 10;

    private final String replica;
    private final Instant start;
    private final List<String> symbols = new ArrayList<>();
    private final List<List<Integer>> labels = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final List<Double> sums = new ArrayList<>();
    private final List<@Nullable Double> increases = new ArrayList<>();

    private Batches(String replica, Instant start) {
        this.replica = replica;
        this.start = start;
    }

    public static Batches of(String replica, Instant start) {
        return new Batches(replica, start);
    }

    /** A gauge with one value. */
    public Batches gauge(String name, double value) {
        return add(name, 1, value, null);
    }

    public Batches gauge(String name, int count, double sum) {
        return add(name, count, sum, null);
    }

    public Batches counter(String name, double increase) {
        return add(name, 1, 1e6, increase);
    }

    private Batches add(String name, int count, double sum, @Nullable Double increase) {
        List<Integer> references = new ArrayList<>();
        new TreeMap<>(Map.of("__name__", name, "region", "eu-west-1")).forEach((key, value) -> {
            references.add(symbol(key));
            references.add(symbol(value));
        });
        labels.add(references);
        counts.add(count);
        sums.add(sum);
        increases.add(increase);
        return this;
    }

    private int symbol(String text) {
        int found = symbols.indexOf(text);
        if (found < 0) {
            symbols.add(text);
            return symbols.size() - 1;
        }
        return found;
    }

    /** The event with an id that follows from what it is. */
    public String text() {
        Columns columns = new Columns(counts, sums, sums, sums, sums, sums, increases);
        MetricBatch batch = new MetricBatch(replica, 0, start, SECONDS, symbols, labels, columns);
        return CloudEvents.write(new CloudEvent<>(
                replica + "-" + start + "-" + labels.size(),
                "/metrics-gateway",
                null,
                start.plusSeconds(SECONDS),
                new Region("eu-west-1"),
                null,
                batch));
    }
}
