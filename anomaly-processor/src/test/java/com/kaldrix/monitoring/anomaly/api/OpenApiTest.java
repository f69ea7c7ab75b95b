package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document against the running service. */
class OpenApiTest extends ApiTest {
    private final RequestMappingHandlerMapping mappings;

    @Autowired
    OpenApiTest(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    private JsonNode document() {
        return body(get(VIEWER, "/v3/api-docs"));
    }

    @Test
    void namesEveryOperationThatIsMappedAndNoOther() {
        Set<String> mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("com.kaldrix.monitoring."))
                .flatMap(entry -> operations(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        document()
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(mapped).hasSizeGreaterThanOrEqualTo(12);
        assertThat(documented).isEqualTo(mapped);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void explainsEveryOperationAndItsParameters() {
        JsonNode document = document();
        assertThat(document.at("/info/title").stringValue()).isEqualTo("KALDRIX anomaly-processor");
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    String name = method + " " + path;
                    assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
                    assertThat(operation.path("tags").size()).as(name).isPositive();
                    operation
                            .path("parameters")
                            .forEach(parameter -> assertThat(
                                            parameter.path("description").asString(""))
                                    .as(name + " " + parameter)
                                    .isNotBlank());
                }));
    }
}
