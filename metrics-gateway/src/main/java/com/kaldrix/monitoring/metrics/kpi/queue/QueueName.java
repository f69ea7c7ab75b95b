package com.kaldrix.monitoring.metrics.kpi.queue;

import com.kaldrix.monitoring.common.region.Region;

/** Region and name of a queue. */
public record QueueName(Region region, String name) {
    /** @throws IllegalArgumentException naming the property, if it is not {@code region:name} */
    public static QueueName parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1
                || colon == text.length() - 1
                || Region.find(text.substring(0, colon).strip()).isEmpty()) {
            throw new IllegalArgumentException(
                    "kaldrix.kpi.queue must be such as us-east-1:prod-kaldrix-metrics-gateway," + " not '" + text
                            + "'");
        }
        return new QueueName(
                new Region(text.substring(0, colon).strip()),
                text.substring(colon + 1).strip());
    }
}
