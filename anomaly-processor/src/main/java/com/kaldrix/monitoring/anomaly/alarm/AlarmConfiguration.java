package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.QueueName;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Alarms in, where there is a queue of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlarmProperties.class)
class AlarmConfiguration {
    @Bean
    @ConditionalOnExpression("!'${kaldrix.alarms.queue:}'.isBlank()")
    AlarmIntake alarmIntake(AlarmProperties properties, Queues queues, AlarmDesk desk, MeterRegistry meters) {
        return new AlarmIntake(QueueName.parse(properties.queue(), "kaldrix.alarms.queue"), queues, desk, meters);
    }
}
