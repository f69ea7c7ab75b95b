package com.kaldrix.monitoring.common.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Which role a service asks for where. Rules of a service come first; what none of them matches needs {@link Role#VIEWER} to
 * be read and {@link Role#ADMIN} for anything else.
 *
 * <pre>{@code
 * rules -> rules.requestMatchers(HttpMethod.POST, "/api/v2/alerts").hasRole(Role.INGEST.word())
 * }</pre>
 */
@FunctionalInterface
public interface AccessRules {
    /** Adds rules; {@code anyRequest()} is not for a service to set. */
    void add(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules);
}
