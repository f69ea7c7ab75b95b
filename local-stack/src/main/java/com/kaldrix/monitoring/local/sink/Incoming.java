package com.kaldrix.monitoring.local.sink;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * An HTTP request as it reached a sink.
 *
 * @param path without the sink's own prefix, starting with a slash, with its query
 * @param headers names in lower case
 */
record Incoming(String path, Map<String, String> headers, byte[] body) {
    private static final String DELIVERY = "x-kaldrix-delivery";

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** The sender's idempotency key; null when it gave none. */
    @Nullable
    String key() {
        String key = header(DELIVERY);
        return key == null || key.isBlank() ? null : key.strip();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; a text node when it is not. */
    JsonNode json() {
        return parse(text());
    }

    static JsonNode parse(String text) {
        try {
            JsonNode json = SinkJson.MAPPER.readTree(text);
            return json.isMissingNode() ? StringNode.valueOf(text) : json;
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text);
        }
    }

    /** The headers that are kept: harmless ones that a test or a person may want to see. */
    Map<String, String> keptHeaders() {
        return headers.entrySet().stream()
                .filter(entry -> KeptHeaders.keeps(entry.getKey()))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
