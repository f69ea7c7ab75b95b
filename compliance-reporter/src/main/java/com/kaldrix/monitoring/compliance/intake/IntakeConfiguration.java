package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.compliance.collect.Dispatcher;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeConfiguration {
    @Bean
    Dispatcher dispatcher(ControlNames names) {
        return Dispatcher.toAll(names);
    }

    @Bean
    QueueConsumers queueConsumers(
            IntakeProperties properties,
            Queues clients,
            Dispatcher dispatcher,
            Intake intake,
            QueueConsumers.Signs signs,
            JdbcClient jdbc) {
        return new QueueConsumers(properties, clients, dispatcher, intake, signs, jdbc);
    }

    @Bean
    QueueConsumers.Signs queueSigns(IntakeMetrics metrics, QueuesHealth health) {
        return new QueueConsumers.Signs(metrics, health);
    }
}
