package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.SlackAction;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people can press below a message: docs.slack.dev, "Button element". The value of each is the incident's id, or that of
 * the remediation which waits for somebody to agree.
 */
final class SlackButtons {
    private SlackButtons() {}

    static ObjectNode of(Notification notification) {
        ObjectNode block = JsonMapper.shared().createObjectNode().put("type", "actions");
        ArrayNode elements = block.putArray("elements");
        for (SlackAction action : SlackAction.values()) {
            boolean taken = notification.incident().acknowledgedBy() != null;
            if (!action.decides() && (action != SlackAction.ACKNOWLEDGE || !taken)) {
                button(elements.addObject(), action, notification.incident().id());
            }
        }
        return block;
    }

    static ObjectNode of(Notification.Choice choice) {
        ObjectNode block = JsonMapper.shared().createObjectNode().put("type", "actions");
        ArrayNode elements = block.putArray("elements");
        for (SlackAction action : SlackAction.values()) {
            if (action.decides()) {
                button(elements.addObject(), action, choice.remediation());
            }
        }
        return block;
    }

    private static void button(ObjectNode button, SlackAction action, UUID about) {
        button.put("type", "button").put("action_id", action.id());
        button.putObject("text")
                .put("type", "plain_text")
                .put("text", action.label())
                .put("emoji", false);
        button.put("value", about.toString());
        if (action == SlackAction.ACKNOWLEDGE || action == SlackAction.APPROVE) {
            button.put("style", "primary");
        }
    }
}
