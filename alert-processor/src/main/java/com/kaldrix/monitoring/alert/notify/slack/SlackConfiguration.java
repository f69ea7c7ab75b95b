package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.CallbackSecrets;
import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SlackThreadProperties.class)
class SlackConfiguration {
    @Bean
    Channel<SlackIntegration> slackChannel(HttpPoster poster, CallbackSecrets callbacks) {
        return new SlackChannel(poster, callbacks.slack().isPresent());
    }

    /** What writes into threads; an instance with {@code kaldrix.workers=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    static class Workers {
        @Bean
        Worker slackThreadWorker(SlackThreadWork work) {
            return new Worker(work, new Bell());
        }
    }
}
