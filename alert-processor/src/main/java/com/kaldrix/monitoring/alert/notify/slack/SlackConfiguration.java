package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.CallbackSecrets;
import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlackConfiguration {
    @Bean
    Channel<SlackIntegration> slackChannel(HttpPoster poster, CallbackSecrets callbacks) {
        return new SlackChannel(poster, callbacks.slack().isPresent());
    }
}
