package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Tint;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Action;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Field;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notification as one of Slack's former attachments, the way Alertmanager writes it, with what the configuration says in
 * place of ours. What a reader must see stands above it, where no text of the configuration can replace it.
 */
final class SlackAttachment {
    private static final int TEXT = 12_000;
    private static final int LINE = 1000;
    private static final int MOST = 50;
    private static final Set<String> STYLES = Set.of("", "default", "primary", "danger");

    private final Notification notification;
    private final SlackIntegration.Look look;
    private final SlackIntegration.Attachment wanted;

    SlackAttachment(Notification notification, SlackIntegration.Look look, SlackIntegration.Attachment wanted) {
        this.notification = notification;
        this.look = look;
        this.wanted = wanted;
    }

    ObjectNode node() {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        put(node, "color", wanted.text("color").isBlank() ? Tint.of(notification) : wanted.text("color"), LINE);
        put(
                node,
                "title",
                look.title().isBlank() ? Mrkdwn.text(Wording.headline(notification), 300) : look.title(),
                300);
        put(node, "title_link", link(look.titleLink()), LINE);
        put(node, "pretext", pretext(), TEXT);
        put(node, "text", look.text().isBlank() ? Mrkdwn.text(body(), 3000) : look.text(), TEXT);
        String fallback = wanted.text("fallback");
        put(node, "fallback", fallback.isBlank() ? Wording.headline(notification) : fallback, LINE);
        for (String key : new String[] {"callback_id", "image_url", "thumb_url", "footer"}) {
            put(node, key, wanted.text(key), LINE);
        }
        if (!wanted.mrkdwnIn().isEmpty()) {
            ArrayNode keys = node.putArray("mrkdwn_in");
            wanted.mrkdwnIn().forEach(keys::add);
        } else {
            node.putArray("mrkdwn_in").add("fallback").add("pretext").add("text");
        }
        ArrayNode fields = node.arrayNode();
        wanted.fields().stream().limit(MOST).forEach(field -> field(fields, field));
        if (!fields.isEmpty()) {
            node.set("fields", fields);
        }
        ArrayNode actions = node.arrayNode();
        wanted.actions().forEach(action -> action(actions, action));
        if (!actions.isEmpty()) {
            node.set("actions", actions);
        }
        return node;
    }

    private String link(String wanted) {
        return wanted.isBlank() ? notification.incident().url().toString() : wanted;
    }

    private String pretext() {
        String notes = Wording.notes(notification).stream()
                .map(note -> ":warning: " + Mrkdwn.bold(note, LINE) + "\n")
                .collect(Collectors.joining());
        return notes + wanted.text("pretext");
    }

    private String body() {
        String alerts = notification.alerts().stream()
                .limit(10)
                .map(alert -> "\n" + Wording.name(alert) + " " + Wording.summary(alert))
                .collect(Collectors.joining());
        return Wording.lead(notification)
                + alerts
                + Wording.more(notification, 10).map(more -> "\n" + more).orElse("");
    }

    private static void field(ArrayNode fields, Field field) {
        if (!field.title().isBlank() || !field.value().isBlank()) {
            fields.addObject()
                    .put("title", PlainText.clip(field.title(), LINE))
                    .put("value", PlainText.clip(field.value(), TEXT))
                    .put("short", field.isShort());
        }
    }

    /** Slack takes five buttons in one attachment; one without words, or with an unknown style, would make it refuse all. */
    private static void action(ArrayNode actions, Action action) {
        Map<String, String> texts = action.texts();
        if (texts.getOrDefault("text", "").isBlank() || actions.size() >= 5) {
            return;
        }
        ObjectNode node = actions.addObject();
        texts.forEach((key, text) -> {
            if (!key.equals("style") || STYLES.contains(text)) {
                put(node, key, text, LINE);
            }
        });
        if (!action.confirm().getOrDefault("text", "").isBlank()) {
            ObjectNode confirm = node.putObject("confirm");
            action.confirm().forEach((key, text) -> put(confirm, key, text, LINE));
        }
    }

    private static void put(ObjectNode node, String key, String text, int most) {
        if (!text.isBlank()) {
            node.put(key, PlainText.clip(text, most));
        }
    }
}
