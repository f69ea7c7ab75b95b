package com.kaldrix.monitoring.common.problem;

import com.kaldrix.monitoring.common.logging.LoggingConfiguration;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Makes every service answer with problem details, to requests that it reads strictly and in bounded size. */
@AutoConfiguration(
        after = {LoggingConfiguration.class, JacksonAutoConfiguration.class},
        before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(HttpProperties.class)
public class ProblemConfiguration {
    /** After Spring Security, so that only callers who may send a body at all learn about its limits. */
    private static final int AFTER_SECURITY = 0;

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    ProblemErrorController problemErrorController() {
        return new ProblemErrorController();
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    @Order(1)
    ServerHttpMessageConvertersCustomizer strictJson(JsonMapper json) {
        return converters -> converters.withJsonConverter(new StrictJsonConverter(json));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemValve(JsonMapper json) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(json)));
    }

    /** What stands in addresses of more than one service. */
    @Bean
    WebMvcConfigurer parametersOfTheDomain(ObjectProvider<SpringValidatorAdapter> validators) {
        return new WebMvcConfigurer() {
            @Override
            public @Nullable Validator getValidator() {
                SpringValidatorAdapter validator = validators.getIfAvailable();
                return validator == null ? null : new WholeValidator(validator);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, Severity.class, Severity::of);
                registry.addConverter(String.class, Cursor.class, Cursor::parse);
                registry.addConverter(String.class, Instant.class, ProblemConfiguration::instant);
            }
        };
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(HttpProperties properties, ProblemWriter problems) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(properties.maxBody(), problems));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    /** Only what a database can hold: an {@link Instant} reaches a billion years further. */
    private static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
            throw new IllegalArgumentException("must be an instant from 1970 to 9999");
        }
        return instant;
    }
}
