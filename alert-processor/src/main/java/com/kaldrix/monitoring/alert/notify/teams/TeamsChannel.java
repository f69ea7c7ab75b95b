package com.kaldrix.monitoring.alert.notify.teams;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Markdown;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Said;
import com.kaldrix.monitoring.alert.notify.Tint;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.TeamsIntegration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts cards to Microsoft Teams: a message card to a connector, an adaptive card to a workflow. A connector answers 200 also where
 * Teams itself has refused the message, and says so in the body.
 */
final class TeamsChannel implements Channel<TeamsIntegration> {
    private static final String WHO = "Microsoft Teams";
    private static final int TITLE = 300;
    /** A message has 28 KB at most; a character may need three bytes. */
    private static final int TEXT = 8000;

    private static final Pattern BEHIND = Pattern.compile("HTTP error (\\d{3})");

    private final HttpPoster poster;

    TeamsChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<TeamsIntegration> serves() {
        return TeamsIntegration.class;
    }

    @Override
    public Outcome send(TeamsIntegration integration, Notification notification, String earlier) {
        ObjectNode card =
                integration.workflow() ? adaptive(integration, notification) : card(integration, notification);
        HttpCall call =
                new HttpCall(integration.webhookUrl(), integration.http(), Map.of(), card.toString(), List.of());
        return switch (poster.post(call, Deadline.ofAttempt())) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> outcome(answer);
        };
    }

    private static Outcome outcome(HttpReply.Answer answer) {
        Matcher behind = BEHIND.matcher(answer.body());
        if (!answer.success() || !behind.find()) {
            return answer.outcome(WHO);
        }
        return new HttpReply.Answer(
                        Integer.parseInt(behind.group(1)), answer.retryAfterOrNull(), answer.body(), answer.complete())
                .outcome(WHO);
    }

    private static String title(TeamsIntegration integration, Notification notification) {
        return Said.title(integration.texts().get("title"), notification, TITLE);
    }

    private static String text(TeamsIntegration integration, Notification notification) {
        return Said.text(integration.texts().get("text"), Markdown.letter(notification), notification, TEXT);
    }

    private static ObjectNode card(TeamsIntegration integration, Notification notification) {
        ObjectNode card = JsonMapper.shared().createObjectNode();
        card.put("@context", "http://schema.org/extensions");
        card.put("@type", "MessageCard");
        card.put("title", title(integration, notification));
        card.put("summary", Said.title(integration.texts().get("summary"), notification, TITLE));
        card.put("text", text(integration, notification));
        card.put("themeColor", Tint.of(notification).substring(1));
        return card;
    }

    private static ObjectNode adaptive(TeamsIntegration integration, Notification notification) {
        ObjectNode message = JsonMapper.shared().createObjectNode().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        ArrayNode body = card.putArray("body");
        body.addObject()
                .put("type", "TextBlock")
                .put("text", title(integration, notification))
                .put("weight", "Bolder")
                .put("size", "Medium")
                .put("style", "heading")
                .put("wrap", true)
                .put("color", color(notification));
        body.addObject()
                .put("type", "TextBlock")
                .put("text", text(integration, notification))
                .put("wrap", true);
        ObjectNode open = card.putArray("actions").addObject();
        open.put("type", "Action.OpenUrl").put("title", "Incident");
        open.put("url", notification.incident().url().toString());
        card.putObject("msteams").put("width", "Full");
        return message;
    }

    private static String color(Notification notification) {
        if (!notification.kind().hasIncident()) {
            return "Default";
        }
        if (notification.kind().over()) {
            return "Good";
        }
        return switch (notification.incident().severity()) {
            case P0, P1 -> "Attention";
            case P2 -> "Warning";
            case P3 -> "Accent";
        };
    }
}
