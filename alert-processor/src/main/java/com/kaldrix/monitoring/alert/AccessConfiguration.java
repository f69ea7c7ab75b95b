package com.kaldrix.monitoring.alert;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;

/**
 * Who may do what. What is not named here needs role {@code viewer} to be read, and {@code admin} for anything else: to reload
 * the configuration and to try receivers out.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    /** The pages hold no data: they fetch it with a token that the reader brings. */
    private static final String[] PAGES = {"/", "/incidents", "/incidents/*", "/ui/*"};

    /** Where Prometheus scrapes an Alertmanager; the same as {@code /actuator/prometheus}. */
    private static final String METRICS = "/metrics";

    @Bean
    @Order(1)
    AccessRules alertProcessorRules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, PAGES)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, PAGES)
                .permitAll()
                .requestMatchers(HttpMethod.GET, METRICS)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/calendars/*")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/schedules/*/overrides")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.DELETE, "/api/v1/schedules/*/overrides/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v2/alerts")
                .hasRole(Role.INGEST.word())
                .requestMatchers(HttpMethod.POST, "/api/v2/silences")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.DELETE, "/api/v2/silence/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.GET, "/acknowledge/*")
                .permitAll()
                .requestMatchers(
                        HttpMethod.POST,
                        "/acknowledge/*",
                        "/callbacks/slack",
                        "/callbacks/pagerduty",
                        "/callbacks/voice")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/heartbeats/*")
                .hasRole(Role.INGEST.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/changes")
                .hasAnyRole(Role.INGEST.word(), Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/incidents/*/review/actions")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.PUT, "/api/v1/incidents/*/review/actions/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.DELETE, "/api/v1/incidents/*/review/actions/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/alerts")
                .hasRole(Role.INGEST.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/incidents/*/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/remediations/*/*", "/api/v1/remediation-rules:off")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/maintenance-windows:preview")
                .hasRole(Role.VIEWER.word())
                .requestMatchers(HttpMethod.POST, "/api/v1/maintenance-windows")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.PUT, "/api/v1/maintenance-windows/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(HttpMethod.DELETE, "/api/v1/maintenance-windows/*")
                .hasRole(Role.RESPONDER.word())
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/routes:test",
                        "/api/v1/templates:preview",
                        "/api/v1/conditions:test",
                        "/api/v1/silences:preview")
                .hasRole(Role.VIEWER.word());
    }
}
