package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemoteWriteProperties.class)
class RemoteWriteConfiguration {
    @Bean
    @Order(1)
    AccessRules remoteWriteRules() {
        return rules -> rules.requestMatchers(HttpMethod.POST, "/api/v1/write").hasRole(Role.INGEST.word());
    }

    @Bean
    WriteSources writeSources(RemoteWriteProperties properties, Clock clock) {
        return new WriteSources(properties.samplesPerSecond(), clock);
    }

    @Bean
    Forgetting forgetting(WriteSources sources) {
        return new Forgetting(sources);
    }

    /** Forgets what senders do not write any more. */
    static final class Forgetting {
        private final WriteSources sources;

        Forgetting(WriteSources sources) {
            this.sources = sources;
        }

        @Scheduled(fixedRateString = "PT30M", initialDelayString = "PT30M")
        void turn() {
            sources.turn();
        }

        @Scheduled(fixedRateString = "PT10M", initialDelayString = "PT10M")
        void sayMetadataAgain() {
            sources.sayMetadataAgain();
        }
    }
}
