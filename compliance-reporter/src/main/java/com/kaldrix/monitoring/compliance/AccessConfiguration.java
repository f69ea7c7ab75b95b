package com.kaldrix.monitoring.compliance;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;

/** Who may do what. What is not named here needs role {@code viewer} to be read, and {@code admin} for anything else. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    /** What says nothing of anybody may be seen by all who read; before the rule that keeps the rest of the audit to auditors. */
    private static final String[] OF_THE_TRAIL = {
        "/api/v1/audit/checkpoint", "/api/v1/audit/key", "/api/v1/audit/consistency"
    };

    private static final String[] OF_RESPONDERS = {
        "/api/v1/reports",
        "/api/v1/waivers",
        "/api/v1/waivers/*",
        "/api/v1/attestations",
        "/api/v1/attestations/*",
        "/api/v1/findings/*/care",
        "/api/v1/breaches",
        "/api/v1/breaches/*/confirm",
        "/api/v1/breaches/*/dismiss",
        "/api/v1/breaches/*/notifications",
        "/api/v1/remediations",
        "/api/v1/remediations/*/approve",
        "/api/v1/remediations/*/reject",
        "/api/v1/drift/baselines/*"
    };

    @Bean
    @Order(-1)
    AccessRules trailRules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, OF_THE_TRAIL).hasRole(Role.VIEWER.word());
    }

    @Bean
    @Order(1)
    AccessRules complianceReporterRules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, "/api/v1/activity", "/api/v1/reports/*/files/*")
                .hasRole(Role.AUDITOR.word())
                .requestMatchers(HttpMethod.POST, OF_RESPONDERS)
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.PUT, OF_RESPONDERS)
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.DELETE, OF_RESPONDERS)
                .hasRole(Role.RESPONDER.word());
    }
}
