package com.kaldrix.monitoring.common.openapi;

import com.kaldrix.monitoring.common.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Says of every operation what can go wrong. What an operation says for itself stays. */
final class Problems implements GlobalOperationCustomizer, OpenApiCustomizer {
    private static final Schema<?> PROBLEM = new Schema<>().$ref("#/components/schemas/Problem");

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), SecurityRequirements.class)) {
            return operation;
        }
        boolean changes = AnnotatedElementUtils.hasAnnotation(handler.getMethod(), PostMapping.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getMethod(), PutMapping.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getMethod(), DeleteMapping.class);
        boolean named = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class));
        boolean body = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
        add(operation, "400", "Something in the request is wrong; all of it is named");
        add(operation, "401", "The request needs a token");
        add(operation, "403", "The token's role does not suffice");
        if (named) {
            add(operation, "404", "It does not exist");
        }
        if (changes) {
            add(operation, "409", "The present state forbids it");
        }
        if (body) {
            add(operation, "413", "The body is too large");
            add(operation, "415", "The body is no JSON");
        }
        add(operation, "503", "The database does not answer");
        ApiResponse away = operation.getResponses().get("503");
        if (away != null && away.getHeaders() == null) {
            away.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("After how many seconds to try again")
                            .schema(new IntegerSchema()));
        }
        return operation;
    }

    private static void add(Operation operation, String status, String description) {
        if (!operation.getResponses().containsKey(status)) {
            operation
                    .getResponses()
                    .addApiResponse(
                            status,
                            new ApiResponse()
                                    .description(description)
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json", new MediaType().schema(PROBLEM))));
        }
    }

    @Override
    public void customise(io.swagger.v3.oas.models.OpenAPI document) {
        // Where the servlet container sends what failed; nobody else asks there.
        document.getPaths().remove("/error");
        Components components = document.getComponents();
        ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                .referencedSchemas
                .forEach(components::addSchemas);
    }
}
