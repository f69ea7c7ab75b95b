package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.intake.MetricType;
import java.util.List;

/** The name of the family to which a series belongs: version 2.0 speaks of series, version 1.0 of families. */
final class Family {
    private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

    private Family() {}

    static String of(String name, MetricType type) {
        if (type == MetricType.HISTOGRAM || type == MetricType.GAUGEHISTOGRAM || type == MetricType.SUMMARY) {
            for (String part : PARTS) {
                if (name.endsWith(part)) {
                    return name.substring(0, name.length() - part.length());
                }
            }
        }
        return name;
    }
}
