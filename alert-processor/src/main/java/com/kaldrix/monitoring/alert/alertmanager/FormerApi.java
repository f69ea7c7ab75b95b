package com.kaldrix.monitoring.alert.alertmanager;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Alertmanager's API v1, which is no more: 410, as Alertmanager from 0.27 on answers. Where our own interface has the same
 * address and method, that answers.
 */
@Configuration(proxyBeanMethods = false)
class FormerApi {
    @Bean
    RouterFunction<ServerResponse> formerAddresses() {
        return RouterFunctions.route()
                .route(RequestPredicates.method(HttpMethod.POST).and(RequestPredicates.path("/api/v1/alerts")), gone())
                .route(RequestPredicates.path("/api/v1/alerts/groups"), gone())
                .route(RequestPredicates.path("/api/v1/silences"), gone())
                .route(RequestPredicates.path("/api/v1/silence/{id}"), gone())
                .route(RequestPredicates.path("/api/v1/status"), gone())
                .build();
    }

    private static HandlerFunction<ServerResponse> gone() {
        return FormerApi::answer;
    }

    private static ServerResponse answer(ServerRequest request) {
        return ServerResponse.status(HttpStatus.GONE)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "status",
                        "deprecated",
                        "error",
                        "Alertmanager's API v1 is no more; use the same path below /api/v2 in place of "
                                + request.path()));
    }
}
