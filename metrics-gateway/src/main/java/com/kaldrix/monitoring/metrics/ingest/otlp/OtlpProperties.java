package com.kaldrix.monitoring.metrics.ingest.otlp;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is taken by OTLP and how it is named.
 *
 * @param maxBody how large a request is at most, after decompression
 * @param translationStrategy how names become names of Prometheus
 * @param scopeLabels whether the instrumentation scope becomes labels {@code otel_scope_*}
 * @param promoteResourceAttributes attributes of the resource that become labels of each of its series
 * @param maxDeltaSeries how many series with delta temporality are added up at a time
 * @param deltaExpiry after how long without a point the total of such a series is forgotten
 */
@ConfigurationProperties("kaldrix.otlp")
record OtlpProperties(
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("UNDERSCORE_ESCAPING_WITH_SUFFIXES") TranslationStrategy translationStrategy,
        @DefaultValue("true") boolean scopeLabels,
        @DefaultValue List<String> promoteResourceAttributes,
        @DefaultValue("100000") int maxDeltaSeries,
        @DefaultValue("1h") Duration deltaExpiry) {
    OtlpProperties {
        promoteResourceAttributes = List.copyOf(promoteResourceAttributes);
        require(maxBody.toBytes() > 0, "kaldrix.otlp.max-body must be at least 1B, not " + maxBody);
        require(maxDeltaSeries >= 0, "kaldrix.otlp.max-delta-series must not be negative such as " + maxDeltaSeries);
        require(deltaExpiry.isPositive(), "kaldrix.otlp.delta-expiry must be longer than nothing, not " + deltaExpiry);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
