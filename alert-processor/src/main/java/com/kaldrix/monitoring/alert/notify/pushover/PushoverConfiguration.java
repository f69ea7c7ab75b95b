package com.kaldrix.monitoring.alert.notify.pushover;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PushoverConfiguration {
    @Bean
    Channel<PushoverIntegration> pushoverChannel(HttpPoster poster) {
        return new PushoverChannel(poster);
    }
}
