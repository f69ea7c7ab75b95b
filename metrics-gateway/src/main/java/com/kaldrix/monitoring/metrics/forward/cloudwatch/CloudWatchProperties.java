package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * KPIs to CloudWatch.
 *
 * @param enabled whether they are pushed
 * @param namespace of the metrics
 * @param every how often; several windows go together
 */
@ConfigurationProperties("kaldrix.cloudwatch")
record CloudWatchProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("KALDRIX") String namespace,
        @DefaultValue("10s") Duration every) {
    CloudWatchProperties {
        if (namespace.isBlank() || namespace.startsWith("AWS/")) {
            throw new IllegalArgumentException(
                    "kaldrix.cloudwatch.namespace must be a name that does not begin with AWS/, not '" + namespace
                            + "'");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("kaldrix.cloudwatch.every must be from 1s to 10m, not " + every);
        }
    }
}
