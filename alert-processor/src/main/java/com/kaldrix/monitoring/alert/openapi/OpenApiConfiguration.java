package com.kaldrix.monitoring.alert.openapi;

import com.kaldrix.monitoring.common.openapi.ApiDocument;
import io.swagger.v3.oas.models.OpenAPI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ApiDocument.class)
class OpenApiConfiguration {
    @Bean
    OpenAPI document() {
        return ApiDocument.of(
                "alert-processor",
                "Takes alerts in, groups them into incidents, tells the people on call, and escalates when nobody answers."
                        + " Roles: `viewer` reads, `responder` handles incidents as well, `admin` does everything, `ingest` posts"
                        + " alerts and nothing else.");
    }
}
