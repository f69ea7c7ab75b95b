package com.kaldrix.monitoring.alert.notify.phone;

import com.kaldrix.monitoring.alert.notify.AcknowledgeLinks;
import com.kaldrix.monitoring.alert.notify.CallbackSecrets;
import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.aws.AwsPoster;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PhoneConfiguration {
    @Bean
    Phones phones(AwsPoster poster) {
        return new AwsPhones(poster);
    }

    @Bean
    Channel<SmsIntegration> smsChannel(Phones phones, AcknowledgeLinks links) {
        return new SmsChannel(phones, links);
    }

    @Bean
    Channel<VoiceIntegration> voiceChannel(Phones phones, CallbackSecrets callbacks) {
        return new VoiceChannel(phones, callbacks.voice().isPresent());
    }
}
