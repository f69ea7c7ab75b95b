package com.kaldrix.monitoring.alert.notify.wechat;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.WeChatIntegration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WeChatConfiguration {
    @Bean
    Channel<WeChatIntegration> weChatChannel(HttpPoster poster) {
        return new WeChatChannel(poster);
    }
}
