package com.kaldrix.monitoring.alert.notify.opsgenie;

import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Said;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import com.kaldrix.monitoring.alert.receiver.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An alert within Opsgenie's limits (docs.opsgenie.com, "Create Alert"). */
final class OpsgenieAlert {
    private static final int MESSAGE = 130;
    private static final int DESCRIPTION = 15_000;
    private static final int SOURCE = 100;
    private static final int ENTITY = 512;
    private static final int NOTE = 25_000;
    private static final int TAG = 50;
    private static final int DETAIL = 1000;
    private static final int ALL_DETAILS = 7000;
    private static final int MOST = 20;
    private static final int MOST_RESPONDERS = 50;
    private static final Set<String> PRIORITIES = Set.of("P1", "P2", "P3", "P4", "P5");

    private final OpsgenieIntegration integration;
    private final Notification notification;

    OpsgenieAlert(OpsgenieIntegration integration, Notification notification) {
        this.integration = integration;
        this.notification = notification;
    }

    /** Stands in an address, so it has no character that means something there. */
    String alias() {
        return "kaldrix-" + UUID.nameUUIDFromBytes(notification.dedupKey().getBytes(StandardCharsets.UTF_8));
    }

    ObjectNode create() {
        Texts texts = integration.texts();
        ObjectNode alert = JsonMapper.shared().createObjectNode();
        alert.put("alias", alias());
        alert.put("message", Said.title(texts.get("message"), notification, MESSAGE));
        alert.put(
                "description", Said.text(texts.get("description"), Letter.of(notification), notification, DESCRIPTION));
        put(alert, "source", texts.or("source", notification.incident().url().toString()), SOURCE);
        put(alert, "note", texts.get("note"), NOTE);
        put(alert, "entity", texts.get("entity"), ENTITY);
        String priority = texts.get("priority").strip();
        alert.put("priority", PRIORITIES.contains(priority) ? priority : priority());
        list(alert, "tags", texts.get("tags"));
        list(alert, "actions", texts.get("actions"));
        details(alert.putObject("details"));
        ArrayNode responders = alert.arrayNode();
        integration.responders().stream().limit(MOST_RESPONDERS).forEach(responder -> responder(responders, responder));
        if (!responders.isEmpty()) {
            alert.set("responders", responders);
        }
        return alert;
    }

    /** The body of what puts a text of an alert that is open in place of the one before. */
    ObjectNode only(String field) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set(field, create().get(field));
        return body;
    }

    /** The body of what acknowledges or closes it. */
    ObjectNode answer() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        put(body, "source", integration.texts().or("source", "KALDRIX"), SOURCE);
        return body;
    }

    private String priority() {
        return switch (notification.incident().severity()) {
            case P0 -> "P1";
            case P1 -> "P2";
            case P2 -> "P3";
            case P3 -> "P5";
        };
    }

    private void details(ObjectNode details) {
        int left = ALL_DETAILS;
        Map<String, String> all = new TreeMap<>(notification.commonLabels().asMap());
        all.putAll(integration.details());
        for (Map.Entry<String, String> entry : all.entrySet()) {
            String value = PlainText.lines(entry.getValue(), DETAIL);
            left -= entry.getKey().length() + value.length();
            if (left > 0 && !value.isEmpty()) {
                details.put(PlainText.line(entry.getKey(), ENTITY), value);
            }
        }
    }

    /** {@code teams} stands for several names in one responder, with commas. */
    private static void responder(ArrayNode to, Map<String, String> responder) {
        if (responder.getOrDefault("type", "").equals("teams")) {
            Stream.of(responder.getOrDefault("name", "").split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> to.addObject().put("name", name).put("type", "team"));
            return;
        }
        Map<String, String> said = new TreeMap<>(responder);
        said.values().removeIf(String::isBlank);
        if (said.containsKey("id") || said.containsKey("name") || said.containsKey("username")) {
            ObjectNode node = to.addObject();
            said.forEach((key, value) -> put(node, key, value, ENTITY));
        }
    }

    private static void list(ObjectNode alert, String key, String text) {
        ArrayNode list = alert.arrayNode();
        Stream.of(text.split(",", -1))
                .map(part -> PlainText.line(part, TAG))
                .filter(part -> !part.isEmpty())
                .limit(key.equals("actions") ? MOST / 2 : MOST)
                .forEach(list::add);
        if (!list.isEmpty()) {
            alert.set(key, list);
        }
    }

    private static void put(ObjectNode node, String key, String text, int most) {
        String value = PlainText.lines(text, most);
        if (!value.isEmpty()) {
            node.put(key, value);
        }
    }
}
