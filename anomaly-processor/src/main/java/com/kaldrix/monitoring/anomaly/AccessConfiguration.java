package com.kaldrix.monitoring.anomaly;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;

/** Who may do what. What is not named here needs role {@code viewer} to be read, and {@code admin} for anything else. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    /** Pages that know nothing until they are given a token. */
    private static final String[] PAGES = {"/", "/series", "/series/*", "/ui/*"};

    @Bean
    @Order(1)
    AccessRules anomalyProcessorRules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, PAGES)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/events/*/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/suppressions")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(
                        HttpMethod.DELETE, "/api/v1/suppressions/*", "/api/v1/feedback/*", "/api/v1/backtest/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/feedback", "/api/v1/backtest")
                .hasRole(Role.RESPONDER.word());
    }
}
