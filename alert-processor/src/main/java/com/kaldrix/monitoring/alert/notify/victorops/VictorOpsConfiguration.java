package com.kaldrix.monitoring.alert.notify.victorops;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.VictorOpsIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VictorOpsConfiguration {
    @Bean
    Channel<VictorOpsIntegration> victorOpsChannel(HttpPoster poster) {
        return new VictorOpsChannel(poster);
    }
}
