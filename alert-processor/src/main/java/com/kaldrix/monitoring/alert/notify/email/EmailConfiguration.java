package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.AcknowledgeLinks;
import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EmailConfiguration {
    @Bean
    Channel<EmailIntegration> emailChannel(AcknowledgeLinks links) {
        return new EmailChannel(links::of);
    }
}
