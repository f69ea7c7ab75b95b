package com.kaldrix.monitoring.alert.notify.webex;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.WebexIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebexConfiguration {
    @Bean
    Channel<WebexIntegration> webexChannel(HttpPoster poster) {
        return new WebexChannel(poster);
    }
}
