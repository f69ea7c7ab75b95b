package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchNames;
import com.kaldrix.monitoring.metrics.intake.Intake;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushProperties.class)
class PushConfiguration {
    @Bean
    PushIntake pushIntake(Intake intake, Identity identity, Clock clock) {
        return new PushIntake(intake, CloudWatchNames.shipped(), identity, clock);
    }

    @Bean
    @Order(1)
    AccessRules pushRules() {
        return rules ->
                rules.requestMatchers(HttpMethod.POST, "/api/v1/metrics").hasRole(Role.INGEST.word());
    }
}
