package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.suppress.Suppressions;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.region.Region;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {
    @Bean
    EventDesk eventDesk(
            Events events,
            Anomalies anomalies,
            Suppressions suppressions,
            Outbox outbox,
            Region region,
            ObjectProvider<Pictures> pictures,
            @Value("${kaldrix.external-url:http://localhost:8082}") URI address) {
        return new EventDesk(
                events,
                anomalies,
                suppressions,
                new Signals(outbox, region, address, pictures.getIfAvailable(() -> Pictures.NONE)));
    }
}
