package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.suppress.Suppressions;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.region.Region;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopologyProperties.class)
class EventConfiguration {
    @Bean
    Surroundings surroundings(TopologyProperties topology, PastEvents.Memory memory) {
        return new Surroundings(topology.read(), memory);
    }

    @Bean
    Signals signals(
            Outbox outbox,
            Region region,
            ObjectProvider<Pictures> pictures,
            @Value("${kaldrix.external-url:http://localhost:8082}") URI address) {
        return new Signals(outbox, region, address, pictures.getIfAvailable(() -> Pictures.NONE));
    }

    @Bean
    @Primary
    EventDesk eventDesk(
            Events events, Anomalies anomalies, Suppressions suppressions, Surroundings surroundings, Signals signals) {
        return new EventDesk(events, anomalies, suppressions, surroundings, signals);
    }
}
