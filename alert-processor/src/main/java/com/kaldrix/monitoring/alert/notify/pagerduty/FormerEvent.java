package com.kaldrix.monitoring.alert.notify.pagerduty;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An event of the Events API v2 as one of v1 (developer.pagerduty.com, "Events API v1"), which keys of services need. */
final class FormerEvent {
    /** What v1 has no field for stands among the details. */
    private static final Set<String> DETAILS = Set.of("source", "severity", "component", "group", "class");

    private FormerEvent() {}

    static ObjectNode of(ObjectNode event) {
        ObjectNode former = JsonMapper.shared()
                .createObjectNode()
                .put("service_key", event.path("routing_key").asString(""))
                .put("event_type", event.path("event_action").asString(""))
                .put("incident_key", event.path("dedup_key").asString(""));
        if (!(event.get("payload") instanceof ObjectNode payload)) {
            return former;
        }
        former.put("description", payload.path("summary").asString(""));
        copy(event, former, "client");
        copy(event, former, "client_url");
        ObjectNode details = former.putObject("details");
        payload.forEachEntry((name, value) -> {
            if (DETAILS.contains(name)) {
                details.set(name, value);
            }
        });
        if (payload.get("custom_details") instanceof ObjectNode custom) {
            custom.forEachEntry(details::set);
        }
        ArrayNode contexts = former.arrayNode();
        contexts(event.path("links"), "link", contexts);
        contexts(event.path("images"), "image", contexts);
        if (!contexts.isEmpty()) {
            former.set("contexts", contexts);
        }
        return former;
    }

    private static void contexts(JsonNode from, String type, ArrayNode to) {
        from.forEach(node -> {
            ObjectNode context = to.addObject().put("type", type);
            ((ObjectNode) node).forEachEntry(context::set);
        });
    }

    private static void copy(ObjectNode from, ObjectNode to, String name) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
