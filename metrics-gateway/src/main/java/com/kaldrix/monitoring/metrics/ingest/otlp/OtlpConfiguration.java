package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.http.ProblemTranslation;
import com.kaldrix.monitoring.metrics.intake.Intake;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OtlpProperties.class)
class OtlpConfiguration {
    private static final String PATH = "/v1/metrics";

    @Bean
    OtlpIntake otlpIntake(
            Intake intake, OtlpProperties properties, Identity identity, Clock clock, MeterRegistry meters) {
        DeltaTotals deltas = new DeltaTotals(clock, properties.maxDeltaSeries(), properties.deltaExpiry());
        Gauge.builder("kaldrix.gateway.otlp.delta.series", deltas, DeltaTotals::size)
                .description("Series of delta temporality whose totals are kept in memory")
                .strongReference(true)
                .register(meters);
        return new OtlpIntake(intake, deltas, properties, identity);
    }

    @Bean
    FilterRegistrationBean<ProblemTranslation> otlpStatusAnswers(JsonMapper json) {
        return new OtlpStatusAnswers(json).at(PATH);
    }

    @Bean
    @Order(1)
    AccessRules otlpRules() {
        return rules -> rules.requestMatchers(HttpMethod.POST, PATH).hasRole(Role.INGEST.word());
    }
}
