package com.kaldrix.monitoring.metrics.openapi;

import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static final String TOKEN = "token";

    static {
        // The caller is known by the token, and is no parameter.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("KALDRIX metrics-gateway")
                        .version("v1")
                        .description(
                                "Takes metrics in by remote write, OTLP, Firehose and JSON, scrapes targets, computes"
                                        + " KPIs and passes everything on. Roles: `viewer` reads, `ingest` posts metrics and nothing"
                                        + " else, `admin` does everything. What goes wrong is told as problem details (RFC 9457) with"
                                        + " all that is wrong at once, or as the protocol has it.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A JWT of the identity provider, or an API token")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    Failures documentedFailures() {
        return new Failures();
    }

    @Bean
    ModelConverter documentedRecords() {
        return new Records();
    }
}
