package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.anomaly.settings.Change;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says.
 *
 * @param metricName of CloudWatch or of Prometheus
 * @param namespace of CloudWatch; null for none
 * @param stat of CloudWatch, such as {@code Sum}; null for any
 * @param labels further conditions on the series; none for all
 * @param change how they are judged
 */
public record Definition(
        String metricName,
        @Nullable String namespace,
        @Nullable String stat,
        Matchers labels,
        Change change) {
    /** Which series it is for. */
    public List<Matchers> series() {
        return SeriesChoice.of(metricName, namespace, stat, labels);
    }
}
