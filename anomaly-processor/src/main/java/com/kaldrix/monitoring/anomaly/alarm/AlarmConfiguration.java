package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.QueueName;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Alarms in, where there is a queue of them. */
@Configuration(proxyBeanMethods = false)
class AlarmConfiguration {
    @Bean
    @ConditionalOnExpression("!'${kaldrix.alarms.queue:}'.isBlank()")
    AlarmIntake alarmIntake(
            @Value("${kaldrix.alarms.queue}") String queue, Queues queues, AlarmDesk desk, MeterRegistry meters) {
        return new AlarmIntake(QueueName.parse(queue, "kaldrix.alarms.queue"), queues, desk, meters);
    }
}
