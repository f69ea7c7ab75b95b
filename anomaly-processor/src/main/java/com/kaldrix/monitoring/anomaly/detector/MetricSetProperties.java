package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where detectors and metric sets come from beside the API.
 *
 * @param directory a folder whose files {@code *.json} hold a detector or a metric set each, read at the start; null for none
 * @param sources locations such as {@code s3://bucket/prefix} below which readings may be fetched
 * @param mostReadings how many readings an upload holds at most
 */
@ConfigurationProperties("kaldrix.detectors")
record MetricSetProperties(
        @Nullable String directory,
        @DefaultValue List<String> sources,
        @DefaultValue("500000") int mostReadings) {
    MetricSetProperties {
        for (String source : sources) {
            try {
                ObjectLocation.parse(source);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("kaldrix.detectors.sources: " + e.getMessage(), e);
            }
        }
        if (mostReadings < 1) {
            throw new IllegalArgumentException(
                    "kaldrix.detectors.most-readings must be at least 1, not " + mostReadings);
        }
    }
}
