package com.kaldrix.monitoring.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.region.Region;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes the suite's own events as CloudEvents 1.0 in structured JSON mode (JSON Event Format, section 3). Reading
 * refuses what the contract requires and does not find, by name, and ignores what it does not know. Writing leaves out what
 * is null or empty.
 */
public final class CloudEvents {
    /** Media type of the structured form. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String SPEC_VERSION = "1.0";
    private static final String DATA_TYPE = "application/json";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxDocumentLength(4L << 20)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .withCoercionConfig(
                    LogicalType.Textual,
                    coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Integer,
                    coercion -> coercion.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .build();

    private CloudEvents() {}

    /** The event as one line of JSON. */
    public static String write(CloudEvent<?> event) {
        ObjectNode json = JSON.createObjectNode()
                .put("specversion", SPEC_VERSION)
                .put("id", event.id())
                .put("source", event.source())
                .put("type", event.type());
        put(json, "subject", event.subject());
        put(json, "time", event.time());
        json.put("datacontenttype", DATA_TYPE);
        put(json, "region", event.region());
        put(json, "traceparent", event.traceparent());
        json.set("data", JSON.valueToTree(event.data()));
        return JSON.writeValueAsString(json);
    }

    private static void put(ObjectNode json, String attribute, @Nullable Object value) {
        if (value != null) {
            json.put(attribute, value.toString());
        }
    }

    /** The type of what looks like a CloudEvent (an object with texts {@code specversion} and {@code type}); else empty. */
    public static Optional<String> typeOf(JsonNode json) {
        return json.path("specversion").isString() ? json.path("type").stringValueOpt() : Optional.empty();
    }

    /**
     * Reads an event whose type is known.
     *
     * @throws MalformedEvent if the text is no JSON object, is of another type, or does not keep the contract
     */
    public static <T extends Contract> CloudEvent<T> read(String text, Class<T> contract) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new MalformedEvent("", "event is no JSON");
        }
        return read(json, contract);
    }

    /**
     * As {@link #read(String, Class)} for what has been parsed already.
     *
     * @throws MalformedEvent if it is of another type or does not keep the contract
     */
    public static <T extends Contract> CloudEvent<T> read(JsonNode json, Class<T> contract) {
        if (!json.isObject()) {
            throw new MalformedEvent("", "event is no JSON object");
        }
        if (!required(json, "specversion").equals(SPEC_VERSION)) {
            throw new MalformedEvent("specversion", "is not " + SPEC_VERSION);
        }
        String type = required(json, "type");
        String contentType = optional(json, "datacontenttype");
        if (contentType != null && !contentType.startsWith(DATA_TYPE)) {
            throw new MalformedEvent("datacontenttype", "is not " + DATA_TYPE);
        }
        String region = optional(json, "region");
        CloudEvent<T> event = new CloudEvent<>(
                required(json, "id"),
                required(json, "source"),
                optional(json, "subject"),
                time(optional(json, "time")),
                region == null
                        ? null
                        : Region.find(region).orElseThrow(() -> new MalformedEvent("region", "is no region code")),
                json.path("traceparent").stringValue(null),
                data(json.path("data"), contract));
        if (!event.type().equals(type)) {
            throw new MalformedEvent("type", "is not " + event.type());
        }
        return event;
    }

    private static <T extends Contract> T data(JsonNode data, Class<T> contract) {
        if (!data.isObject()) {
            throw new MalformedEvent("data", data.isMissingNode() || data.isNull() ? "is missing" : "is no object");
        }
        try {
            return JSON.treeToValue(data, contract);
        } catch (JacksonException e) {
            throw explained(e);
        }
    }

    private static MalformedEvent explained(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedEvent malformed) {
                return malformed.within("data");
            }
        }
        StringBuilder path = new StringBuilder("data");
        if (failure instanceof DatabindException databind) {
            databind.getPath()
                    .forEach(step ->
                            path.append('.').append(step.getPropertyName() == null ? "" : step.getPropertyName()));
        }
        return new MalformedEvent(path.toString(), "cannot be read: " + failure.getOriginalMessage());
    }

    private static String required(JsonNode json, String attribute) {
        return Attributes.text(attribute, optional(json, attribute));
    }

    private static @Nullable String optional(JsonNode json, String attribute) {
        JsonNode value = json.path(attribute);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new MalformedEvent(attribute, "is no text");
        }
        return value.stringValue();
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedEvent("time", "is no RFC 3339 time");
        }
    }
}
