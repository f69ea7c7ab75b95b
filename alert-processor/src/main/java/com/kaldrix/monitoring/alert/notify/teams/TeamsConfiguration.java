package com.kaldrix.monitoring.alert.notify.teams;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.TeamsIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TeamsConfiguration {
    @Bean
    Channel<TeamsIntegration> teamsChannel(HttpPoster poster) {
        return new TeamsChannel(poster);
    }
}
