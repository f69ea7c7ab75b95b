package com.kaldrix.monitoring.alert.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates with what Alertmanager 0.25 makes of them, as its own {@code amtool template render} said. */
final class TemplateCases {
    private static final JsonNode CASES = JsonMapper.shared().readTree(resource("cases.json"));

    /** The data that all cases are filled in with. */
    static final TemplateData DATA = data(JsonMapper.shared().readTree(resource("data.json")));

    private TemplateCases() {}

    /**
     * @param template a text with templates
     * @param expected what becomes of it
     */
    record Case(String template, String expected) {
        @Override
        public String toString() {
            return template;
        }
    }

    static Stream<Case> of(String kind) {
        return CASES.get(kind)
                .valueStream()
                .map(pair -> new Case(pair.get(0).asString(), pair.get(1).asString()));
    }

    static Stream<String> wrong() {
        return CASES.get("bad").valueStream().map(JsonNode::asString);
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(TemplateCases.class.getResourceAsStream("/template/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateData data(JsonNode json) {
        List<TemplateData.Alert> alerts = json.get("alerts")
                .valueStream()
                .map(alert -> new TemplateData.Alert(
                        alert.get("status").asString(),
                        map(alert.get("labels")),
                        map(alert.get("annotations")),
                        Instant.parse(alert.get("startsAt").asString()),
                        Instant.parse(alert.get("endsAt").asString()),
                        alert.get("generatorURL").asString(),
                        alert.get("fingerprint").asString()))
                .toList();
        return new TemplateData(
                json.get("receiver").asString(),
                json.get("status").asString(),
                alerts,
                map(json.get("groupLabels")),
                map(json.get("commonLabels")),
                map(json.get("commonAnnotations")),
                json.get("externalURL").asString(),
                Instant.parse("2026-03-04T06:00:00Z"));
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.propertyStream()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return map;
    }
}
