package com.kaldrix.monitoring.metrics.window;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Windows of single series for the metrics topic.
 *
 * @param watch which series, each as a selector such as {@code node_load1} or {@code {job="kaldrix-app"}}; what KALDRIX' nodes
 *     export when nothing is said
 * @param lateness how long after a window's end samples of it are still taken; also how late its result is
 * @param shards into how many shares the series are split; the same in all gateways
 * @param mostSeries how many series are watched at most
 */
@ConfigurationProperties("kaldrix.windows")
record WindowProperties(
        @DefaultValue("{__name__=~\"kaldrix_node_.+\",__name__!~\".+_bucket\"}")
        List<String> watch,

        @DefaultValue("30s") Duration lateness,
        @DefaultValue("64") int shards,
        @DefaultValue("200000") int mostSeries) {
    /** The length of a window, which is part of the contract. */
    static final Duration LENGTH = Duration.ofSeconds(10);

    WindowProperties {
        for (String selector : watch) {
            try {
                Selector.parse(selector);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "kaldrix.windows.watch holds what is no selector: " + e.getMessage(), e);
            }
        }
        if (lateness.isNegative() || lateness.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("kaldrix.windows.lateness must be from 0s to 5m, not " + lateness);
        }
        if (shards < 1 || shards > 4096) {
            throw new IllegalArgumentException("kaldrix.windows.shards must be from 1 to 4096, not " + shards);
        }
        if (mostSeries < 1) {
            throw new IllegalArgumentException("kaldrix.windows.most-series must be at least 1, not " + mostSeries);
        }
    }

    List<Selector> selectors() {
        return watch.stream().map(Selector::parse).toList();
    }

    /** What bounds memory and messages. */
    record Limits(int series, int shards) {}

    Limits limits() {
        return new Limits(mostSeries, shards);
    }
}
