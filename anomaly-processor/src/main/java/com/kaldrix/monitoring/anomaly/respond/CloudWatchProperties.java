package com.kaldrix.monitoring.anomaly.respond;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Custom metrics to CloudWatch.
 *
 * @param enabled whether they are pushed
 * @param namespace of the metrics
 */
@ConfigurationProperties("kaldrix.cloudwatch")
record CloudWatchProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("KALDRIX/Anomalies") String namespace) {
    CloudWatchProperties {
        if (namespace.isBlank() || namespace.startsWith("AWS/")) {
            throw new IllegalArgumentException(
                    "kaldrix.cloudwatch.namespace must be a name that does not begin with AWS/, not '" + namespace
                            + "'");
        }
    }
}
