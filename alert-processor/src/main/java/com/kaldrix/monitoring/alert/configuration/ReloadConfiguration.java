package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.process.HangUp;
import org.springframework.context.annotation.Bean;

/** Loads the configuration anew at the signal HUP. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ReloadConfiguration {
    @Bean
    HangUp hangUp(Reload reload) {
        return new HangUp(reload::bySignal);
    }
}
