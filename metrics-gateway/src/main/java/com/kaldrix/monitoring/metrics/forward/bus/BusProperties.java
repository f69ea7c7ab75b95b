package com.kaldrix.monitoring.metrics.forward.bus;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics: {@code kaldrix.topics.metrics} for windows, partials and elections, {@code kaldrix.topics.alerts} for alert
 * signals. A topic that is not named is not sent to.
 *
 * @param topics logical name to ARN
 */
@ConfigurationProperties("kaldrix")
record BusProperties(@DefaultValue Map<String, String> topics) {
    BusProperties {
        topics = Map.copyOf(topics);
    }
}
