package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What every object of the API has. */
final class Objects {
    private Objects() {}

    static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asString("");
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asString("");
    }

    /** Where an object is found among its kind: {@code default/web}. */
    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    static String key(JsonNode object) {
        return key(namespace(object), name(object));
    }

    static String source(String kind, JsonNode object) {
        return kind + "/" + key(object);
    }

    /** Objects of one kind by their key. */
    @FunctionalInterface
    interface Known {
        Optional<JsonNode> find(String key);
    }
}
