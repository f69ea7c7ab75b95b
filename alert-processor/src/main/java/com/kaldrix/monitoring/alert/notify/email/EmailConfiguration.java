package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.AcknowledgeLinks;
import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.aws.AwsPoster;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmailProperties.class)
class EmailConfiguration {
    @Bean
    Channel<EmailIntegration> emailChannel(AcknowledgeLinks links, AwsPoster poster, EmailProperties properties) {
        return new EmailChannel(links::of, new SesMail(poster, properties.sesEndpoint())::send);
    }
}
