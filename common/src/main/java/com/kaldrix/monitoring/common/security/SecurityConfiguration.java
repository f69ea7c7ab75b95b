package com.kaldrix.monitoring.common.security;

import com.kaldrix.monitoring.common.problem.ProblemConfiguration;
import com.kaldrix.monitoring.common.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * One door for every service: tokens in the {@code Authorization} header, four roles, no sessions, no cookies and therefore
 * no CSRF, problem details for those who are refused.
 */
@AutoConfiguration(
        after = ProblemConfiguration.class,
        before = {
            OAuth2ResourceServerWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({SecurityProperties.class, JwtProperties.class})
public class SecurityConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);
    private static final String[] FOR_EVERYBODY = {
        "/actuator/health/**", "/actuator/prometheus", "/-/healthy", "/-/ready"
    };
    private static final String[] DOCUMENTS = {
        "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui/**", "/swagger-ui.html"
    };

    @Bean
    SecurityFilterChain kaldrixSecurity(
            HttpSecurity http,
            SecurityProperties properties,
            TokenAuthenticator authenticator,
            ProblemWriter problems,
            ObjectProvider<AccessRules> rules,
            ObjectProvider<AccessDenials> denials) {
        RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
        Refusals refusals = new Refusals(problems, denials.orderedStream().toList());
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(contexts))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        if (properties.open()) {
            LOG.warn("kaldrix.security.open is set: everybody who reaches this service may do everything");
            http.addFilterBefore(new OpenDoor(contexts), AnonymousAuthenticationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        } else {
            TokenFilter tokens = new TokenFilter(authenticator, contexts, problems);
            http.addFilterBefore(tokens, AnonymousAuthenticationFilter.class)
                    .authorizeHttpRequests(requests -> authorize(requests, properties, rules.orderedStream()));
        }
        return http.build();
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            SecurityProperties properties,
            Stream<AccessRules> rules) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        requests.requestMatchers(FOR_EVERYBODY).permitAll();
        if (properties.openDocs()) {
            requests.requestMatchers(DOCUMENTS).permitAll();
        } else {
            requests.requestMatchers(DOCUMENTS).hasAnyRole(Role.VIEWER.word(), Role.INGEST.word());
        }
        rules.forEach(service -> service.add(requests));
        requests.requestMatchers(HttpMethod.GET).hasRole(Role.VIEWER.word());
        requests.requestMatchers(HttpMethod.HEAD).hasRole(Role.VIEWER.word());
        requests.anyRequest().hasRole(Role.ADMIN.word());
    }

    @Bean
    ConfiguredTokens configuredTokens(SecurityProperties properties, Clock clock) {
        return new ConfiguredTokens(properties, clock);
    }

    @Bean
    TokenAuthenticator tokenAuthenticator(
            SecurityProperties properties,
            JwtProperties jwt,
            ConfiguredTokens configured,
            ObjectProvider<ApiTokens> tokens) {
        List<ApiTokens> others =
                tokens.orderedStream().filter(known -> known != configured).toList();
        if (!properties.open() && !jwt.enabled() && configured.isEmpty() && others.isEmpty()) {
            LOG.warn("Nobody can come in: neither kaldrix.security.tokens, kaldrix.security.token-file nor"
                    + " kaldrix.security.issuer is set");
        }
        Optional<JwtTokens> jwts = jwt.enabled() ? Optional.of(new JwtTokens(jwt)) : Optional.empty();
        return new TokenAuthenticator(
                Stream.concat(Stream.of(configured), others.stream()).toList(), jwts);
    }

    /** As Spring Security's own, and no parameter holds a NUL, which PostgreSQL could not store. */
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    /** What each filter of security takes is not worth what it costs to measure it, at each request, with an observation. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Keeps Spring Boot from making a user of its own; callers come in by their tokens alone. */
    @Bean
    AuthenticationManager noOtherAuthentication() {
        return authentication -> {
            throw new ProviderNotFoundException("callers come in by their tokens alone");
        };
    }

    @Bean
    WebMvcConfigurer actorForControllers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgumentResolver());
            }
        };
    }
}
