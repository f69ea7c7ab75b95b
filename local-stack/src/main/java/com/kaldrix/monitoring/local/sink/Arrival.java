package com.kaldrix.monitoring.local.sink;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that reached a sink.
 *
 * @param sink where it arrived
 * @param path the path of the request, or the first recipient's address for mail
 * @param key the sender's idempotency key; null when it gave none
 * @param headers a few harmless headers, names in lower case; never credentials
 * @param body the parsed body, or the parts of a mail; a text node when it was not JSON
 * @param reply what was (or would have been) answered
 */
public record Arrival(
        SinkName sink, String path, @Nullable String key, Map<String, String> headers, JsonNode body, JsonNode reply) {
    public Arrival {
        headers = Map.copyOf(headers);
    }
}
