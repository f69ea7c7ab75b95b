package com.kaldrix.monitoring.alert.notify.http;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    @Bean
    HttpPoster httpPoster(Clock clock) {
        return new HttpPoster(clock);
    }
}
