package com.kaldrix.monitoring.alert.notify.webhook;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    Channel<WebhookIntegration> webhookChannel(HttpPoster poster) {
        return new WebhookChannel(poster);
    }
}
