package com.kaldrix.monitoring.alert.notify.opsgenie;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpsgenieConfiguration {
    @Bean
    Channel<OpsgenieIntegration> opsgenieChannel(HttpPoster poster) {
        return new OpsgenieChannel(poster);
    }
}
