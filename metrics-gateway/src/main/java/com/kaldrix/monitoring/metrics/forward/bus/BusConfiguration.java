package com.kaldrix.monitoring.metrics.forward.bus;

import com.kaldrix.monitoring.common.outbox.SnsTopicPublisher;
import com.kaldrix.monitoring.common.outbox.TopicPublisher;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import com.kaldrix.monitoring.metrics.window.WindowBus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.sns.SnsClient;

/** Sends to the topics that {@code kaldrix.topics} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BusProperties.class)
class BusConfiguration {
    @Bean
    @Lazy
    TopicPublisher topicPublisher(SnsClient sns, BusProperties properties) {
        Map<String, String> named = new HashMap<>(properties.topics());
        named.values().removeIf(String::isBlank);
        return SnsTopicPublisher.of(sns, named);
    }

    @Bean
    @Lazy
    WindowBus windowBus(TopicPublisher topics, MeterRegistry registry) {
        return new TopicWindowBus(topics, registry);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    SpoolSender spoolSender(
            MessageSpool spool,
            org.springframework.beans.factory.ObjectProvider<TopicPublisher> topics,
            BusProperties properties) {
        return new SpoolSender(spool, topics::getObject, !properties.topics().isEmpty());
    }
}
