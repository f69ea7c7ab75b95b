package com.kaldrix.monitoring.metrics.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The folder of this gateway's state, and what waits in it to be sent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StateProperties.class)
class SpoolConfiguration {
    /** A partial every ten seconds for a day, and signals. */
    private static final int MOST_MESSAGES = 10_000;

    @Bean
    StateFolder stateFolder(StateProperties properties) {
        return new StateFolder(properties.directory());
    }

    @Bean
    MessageSpool messageSpool(StateFolder state, StateProperties properties, MeterRegistry registry) {
        Counter givenUp = Counter.builder("kaldrix.gateway.bus.given.up")
                .description("Messages that were given up because too many waited")
                .register(registry);
        MessageSpool spool = new MessageSpool(
                new Spool(state.file("bus"), MOST_MESSAGES, givenUp::increment),
                properties.topics().keySet());
        Gauge.builder("kaldrix.gateway.bus.waiting", spool, MessageSpool::size)
                .description("Messages that wait to be sent to a topic")
                .register(registry);
        return spool;
    }
}
