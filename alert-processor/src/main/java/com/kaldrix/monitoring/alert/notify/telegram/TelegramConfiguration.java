package com.kaldrix.monitoring.alert.notify.telegram;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.TelegramIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TelegramConfiguration {
    @Bean
    Channel<TelegramIntegration> telegramChannel(HttpPoster poster) {
        return new TelegramChannel(poster);
    }
}
