package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Builds the labels {@code __meta_kubernetes_*} of a target. An empty value adds nothing. */
final class MetaLabels {
    private static final String PREFIX = "__meta_kubernetes_";

    private final Map<String, String> labels = new LinkedHashMap<>();

    MetaLabels() {}

    MetaLabels(MetaLabels others) {
        labels.putAll(others.labels);
    }

    /** @param name without {@code __meta_kubernetes_} */
    MetaLabels meta(String name, String value) {
        return plain(PREFIX + name, value);
    }

    MetaLabels plain(String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value);
        }
        return this;
    }

    MetaLabels addAll(MetaLabels others) {
        labels.putAll(others.labels);
        return this;
    }

    /** Name, labels and annotations of an object of this kind. */
    MetaLabels object(String kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        meta(kind + "_name", metadata.path("name").asString(""));
        entries(kind + "_label", metadata.path("labels"));
        entries(kind + "_annotation", metadata.path("annotations"));
        return this;
    }

    private void entries(String name, JsonNode entries) {
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            String key = sanitised(entry.getKey());
            meta(name + "_" + key, entry.getValue().asString(""));
            meta(name + "present_" + key, "true");
        }
    }

    static String sanitised(String name) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain) {
                text.setCharAt(i, '_');
            }
        }
        return text.toString();
    }

    Map<String, String> map() {
        return labels;
    }

    /** Host and port as an address, with brackets around an address of IPv6. */
    static String address(String host, String port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
