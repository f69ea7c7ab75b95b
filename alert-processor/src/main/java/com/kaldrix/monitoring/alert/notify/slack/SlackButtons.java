package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.SlackAction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people can press below a message: docs.slack.dev, "Button element". The value of each is the incident's id. */
final class SlackButtons {
    private SlackButtons() {}

    static ObjectNode of(Notification notification) {
        ObjectNode block = JsonMapper.shared().createObjectNode().put("type", "actions");
        ArrayNode elements = block.putArray("elements");
        for (SlackAction action : SlackAction.values()) {
            boolean taken = notification.incident().acknowledgedBy() != null;
            if (action != SlackAction.ACKNOWLEDGE || !taken) {
                button(elements.addObject(), action, notification);
            }
        }
        return block;
    }

    private static void button(ObjectNode button, SlackAction action, Notification notification) {
        button.put("type", "button").put("action_id", action.id());
        button.putObject("text")
                .put("type", "plain_text")
                .put("text", action.label())
                .put("emoji", false);
        button.put("value", notification.incident().id().toString());
        if (action == SlackAction.ACKNOWLEDGE) {
            button.put("style", "primary");
        }
    }
}
