package com.kaldrix.monitoring.common.openapi;

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

/** What the documents of services with a database have in common, for a service that imports it. */
@Configuration(proxyBeanMethods = false)
public class ApiDocument {
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

    /**
     * A document without operations, which are found.
     *
     * @param service the service's name, such as {@code alert-processor}
     * @param purpose what it does and who may use it, in Markdown
     */
    public static OpenAPI of(String service, String purpose) {
        return new OpenAPI()
                .info(new Info()
                        .title("KALDRIX " + service)
                        .version("v1")
                        .description(purpose
                                + " Lists come in pages: send the `next` of one as `cursor` for the following one. What goes"
                                + " wrong is told as problem details (RFC 9457) with all that is wrong at once.")
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
