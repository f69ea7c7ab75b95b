package com.kaldrix.monitoring.metrics.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Describes our records as they are answered. A component is always there unless it is left out when empty, and may be null
 * only if it is {@code @Nullable}. A record of a controller that does not say its name is called after the controller too, for
 * more than one of them has a {@code View}.
 */
final class Records implements ModelConverter {
    private static final String OURS = "com.kaldrix.";
    private static final String CONTROLLER = "Controller";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        boolean ours = raw.isRecord() && raw.getName().startsWith(OURS);
        if (ours) {
            name(type, raw);
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        if (ours && resolved != null) {
            Schema<?> schema = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels()
                            .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
            if (schema != null && schema.getProperties() != null) {
                describe(raw, schema);
            }
        }
        return resolved;
    }

    private static void name(AnnotatedType type, Class<?> raw) {
        Class<?> outer = raw.getEnclosingClass();
        io.swagger.v3.oas.annotations.media.Schema said =
                raw.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        boolean named = said != null && !said.name().isEmpty();
        if (!named && outer != null && outer.getSimpleName().endsWith(CONTROLLER)) {
            type.name(outer.getSimpleName().replace(CONTROLLER, "") + raw.getSimpleName());
        }
    }

    private static void describe(Class<?> type, Schema<?> schema) {
        schema.setRequired(Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAccessor().isAnnotationPresent(JsonInclude.class))
                .map(Records::name)
                .toList());
        for (RecordComponent component : type.getRecordComponents()) {
            Schema<?> property = schema.getProperties().get(name(component));
            if (property != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                property.addType("null");
            }
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty name = component.getAccessor().getAnnotation(JsonProperty.class);
        return name == null || name.value().isEmpty() ? component.getName() : name.value();
    }
}
