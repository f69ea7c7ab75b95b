package com.kaldrix.monitoring.alert.notify.pagerduty;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PagerDutyConfiguration {
    @Bean
    Channel<PagerDutyIntegration> pagerDutyChannel(HttpPoster poster) {
        return new PagerDutyChannel(poster);
    }
}
