package com.kaldrix.monitoring.alert.notify.discord;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.DiscordIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DiscordConfiguration {
    @Bean
    Channel<DiscordIntegration> discordChannel(HttpPoster poster) {
        return new DiscordChannel(poster);
    }
}
