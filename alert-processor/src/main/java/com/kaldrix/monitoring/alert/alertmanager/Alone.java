package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.common.outbox.TopicPublisher;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Runs in Alertmanager's place, without AWS around: {@code ./kaldrix alertmanager}. */
@Configuration(proxyBeanMethods = false)
class Alone {
    /** Nobody listens to what happens, so that it need not be kept until somebody does. */
    @Bean
    @ConditionalOnProperty(name = "kaldrix.alertmanager.alone", havingValue = "true")
    TopicPublisher nobodyListens() {
        return (topic, batch) -> Map.of();
    }

    /** People wait for this start. */
    @Bean
    @ConditionalOnProperty(name = "kaldrix.alertmanager.alone", havingValue = "true")
    static LaterBeans laterBeans() {
        return new LaterBeans();
    }

    /** Who may come in by {@code --web.config.file}. */
    @Bean
    @ConditionalOnProperty(name = WebConfig.PROPERTY)
    FilterRegistrationBean<WebConfigDoor> webConfigDoor(Environment environment) {
        Path file = Path.of(environment.getRequiredProperty(WebConfig.PROPERTY));
        FilterRegistrationBean<WebConfigDoor> door = new FilterRegistrationBean<>(new WebConfigDoor(file));
        door.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return door;
    }
}
