package com.kaldrix.monitoring.alert.openapi;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Cursor;
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
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class)
                .addSimpleTypesForParameterObject(Cursor.class, Matchers.class, Fingerprint.class)
                .replaceWithClass(Cursor.class, String.class)
                .replaceWithClass(Matchers.class, String.class)
                .replaceWithClass(Fingerprint.class, String.class);
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("KALDRIX alert-processor")
                        .version("v1")
                        .description(
                                "Takes alerts in, groups them into incidents, tells the people on call, and escalates when"
                                        + " nobody answers. Roles: `viewer` reads, `responder` handles incidents as well, `admin` does"
                                        + " everything, `ingest` posts alerts and nothing else. Lists come in pages: send the `next` of"
                                        + " one as `cursor` for the following one. What goes wrong is told as problem details (RFC 9457)"
                                        + " with all that is wrong at once.")
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
    Problems problems() {
        return new Problems();
    }

    @Bean
    ModelConverter requiredProperties() {
        return new RequiredProperties();
    }
}
