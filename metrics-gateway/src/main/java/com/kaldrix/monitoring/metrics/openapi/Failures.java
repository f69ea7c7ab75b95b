package com.kaldrix.monitoring.metrics.openapi;

import com.kaldrix.monitoring.common.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** Says of every operation what can go wrong. What an operation says for itself stays. */
final class Failures implements GlobalOperationCustomizer, OpenApiCustomizer {
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String TEXT = "text/plain";
    private static final Schema<?> PROBLEM = new Schema<>().$ref("#/components/schemas/Problem");
    private static final String TOO_LARGE = "413";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (takes(handler, HttpServletResponse.class)) {
            inPlainText(operation);
        }
        Content failure = ownFailure(operation);
        boolean named = annotated(handler, PathVariable.class);
        if (named || annotated(handler, RequestParam.class)) {
            add(operation, "400", "Something in the request is wrong; all of it is named", failure);
        }
        if (!AnnotatedElementUtils.hasAnnotation(handler.getMethod(), SecurityRequirements.class)) {
            add(operation, "401", "The request needs a token", failure);
            add(operation, "403", "The token's role does not suffice", failure);
        }
        if (named) {
            add(operation, "404", "It does not exist", failure);
        }
        if (takes(handler, HttpServletRequest.class)) {
            add(operation, TOO_LARGE, "The body is too large", failure);
            add(operation, "415", "The body is of a type, or compressed in a way, that is not read here", failure);
        }
        return operation;
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static boolean annotated(HandlerMethod handler, Class<? extends java.lang.annotation.Annotation> type) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(type));
    }

    /** Who writes the answer by hand does so in plain text; a body may be found too large before it comes there. */
    private static void inPlainText(Operation operation) {
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                Content content = new Content().addMediaType(TEXT, new MediaType().schema(new StringSchema()));
                response.setContent(
                        status.equals(TOO_LARGE)
                                ? content.addMediaType(PROBLEM_JSON, new MediaType().schema(PROBLEM))
                                : content);
            }
        });
    }

    /** A protocol that has words of its own for what goes wrong has them for everything. */
    private static Content ownFailure(Operation operation) {
        @Nullable ApiResponse wrong = operation.getResponses().get("400");
        @Nullable Content own = wrong == null ? null : wrong.getContent();
        return own != null && own.containsKey("application/json")
                ? own
                : new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(PROBLEM));
    }

    private static void add(Operation operation, String status, String description, Content content) {
        operation
                .getResponses()
                .putIfAbsent(status, new ApiResponse().description(description).content(content));
    }

    @Override
    public void customise(OpenAPI document) {
        // Where the servlet container sends what failed; nobody else asks there.
        document.getPaths().remove("/error");
        Components components = document.getComponents();
        @SuppressWarnings("rawtypes")
        Map<String, Schema> schemas = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                .referencedSchemas;
        schemas.forEach(components::addSchemas);
    }
}
