package com.kaldrix.monitoring.anomaly.plot;

import com.kaldrix.monitoring.anomaly.event.Pictures;
import com.kaldrix.monitoring.common.security.AccessRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlotProperties.class)
class PlotConfiguration {
    @Bean
    SignedAddresses signedAddresses(
            PlotProperties properties, @Value("${kaldrix.external-url:http://localhost:8082}") URI base, Clock clock) {
        return new SignedAddresses(
                properties.secret().getBytes(StandardCharsets.UTF_8), properties.validFor(), base, clock);
    }

    @Bean
    Pictures pictures(SignedAddresses addresses) {
        return anomaly -> addresses.sign("/api/v1/anomalies/" + anomaly.id() + "/plot.png");
    }

    /** A signed address needs no token; what is not signed, or not well, needs one as everything does. */
    @Bean
    @Order(0)
    AccessRules signedPlots(SignedAddresses addresses) {
        return rules -> rules.requestMatchers(request -> request.getMethod().equals(HttpMethod.GET.name())
                        && PlotController.isPicture(request.getRequestURI())
                        && addresses.isGood(
                                request.getRequestURI(),
                                request.getParameter("expires"),
                                request.getParameter("signature")))
                .permitAll();
    }
}
