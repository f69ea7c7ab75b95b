package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which series have forests.
 *
 * @param budget what the forests of all shards together may take in memory; each of a shard's 32 slices has its share
 * @param hot series whose forests are always at work, as far as the budget goes: matchers as Alertmanager writes them
 * @param keepIdle how long forests rest in the database before they are forgotten
 */
@ConfigurationProperties("kaldrix.forests")
record ForestProperties(
        @DefaultValue("512MB") DataSize budget,
        @DefaultValue({}) List<String> hot,
        @DefaultValue("30d") Duration keepIdle) {
    ForestProperties {
        hot = List.copyOf(hot);
        if (budget.isNegative()) {
            throw new IllegalArgumentException("kaldrix.forests.budget must not be less than nothing, not " + budget);
        }
        if (keepIdle.compareTo(Duration.ofDays(2)) < 0) {
            throw new IllegalArgumentException("kaldrix.forests.keep-idle must be two days or more, not " + keepIdle);
        }
        hot.forEach(ForestProperties::matchers);
    }

    private static Matchers matchers(String text) {
        try {
            return Matchers.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "kaldrix.forests.hot must be matchers such as {component=\"consensus\"}, not '" + text + "': "
                            + e.getMessage(),
                    e);
        }
    }

    List<Matchers> hotSeries() {
        return hot.stream().map(ForestProperties::matchers).toList();
    }
}
