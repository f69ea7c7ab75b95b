package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliveryProperties.class, CallbackProperties.class})
class NotifyConfiguration {
    @Bean
    Delivery.Patience patience(DeliveryProperties properties) {
        return properties.patience();
    }

    @Bean
    CallbackSecrets callbackSecrets(CallbackProperties properties) {
        return properties.secrets();
    }

    /** What sends; an instance with {@code kaldrix.workers=false} leaves it to others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    static class Workers {
        @Bean
        Worker dispatcherWorker(Dispatcher dispatcher, Bell deliveryBell) {
            return new Worker(dispatcher, deliveryBell);
        }

        @Bean
        Worker fallbackWorker(FallbackWork work) {
            return new Worker(work, new Bell());
        }
    }
}
