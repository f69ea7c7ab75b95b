package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.common.queue.QueueName;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Alarms in.
 *
 * @param queue region and name, such as {@code us-east-1:prod-kaldrix-anomaly-processor-alarms}; empty for none
 */
@ConfigurationProperties("kaldrix.alarms")
record AlarmProperties(@DefaultValue("") String queue) {
    AlarmProperties {
        if (!queue.isBlank()) {
            QueueName.parse(queue, "kaldrix.alarms.queue");
        }
    }
}
