package com.kaldrix.monitoring.alert.notify.discord;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Markdown;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Said;
import com.kaldrix.monitoring.alert.notify.Tint;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.DiscordIntegration;
import com.kaldrix.monitoring.alert.receiver.Texts;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts to a webhook of Discord (discord.com/developers, "Execute Webhook"). Words of ours call nobody by name; what the
 * configuration says may.
 */
final class DiscordChannel implements Channel<DiscordIntegration> {
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4096;
    private static final int CONTENT = 2000;
    private static final int USERNAME = 80;
    private static final int HEXADECIMAL = 16;

    private final HttpPoster poster;

    DiscordChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<DiscordIntegration> serves() {
        return DiscordIntegration.class;
    }

    @Override
    public Outcome send(DiscordIntegration integration, Notification notification, String earlier) {
        HttpCall call = new HttpCall(
                integration.webhookUrl(),
                integration.http(),
                Map.of(),
                message(integration.texts(), notification).toString(),
                List.of());
        return switch (poster.post(call, Deadline.ofAttempt())) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> answer.outcome("Discord");
        };
    }

    private static ObjectNode message(Texts texts, Notification notification) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("content", PlainText.clip(texts.get("content"), CONTENT));
        String username = PlainText.line(texts.get("username"), USERNAME);
        if (!username.isEmpty()) {
            message.put("username", username);
        }
        if (texts.get("avatar_url").startsWith("http")) {
            message.put("avatar_url", texts.get("avatar_url"));
        }
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("title", Said.title(texts.get("title"), notification, TITLE));
        embed.put("url", notification.incident().url().toString());
        embed.put(
                "description",
                Said.text(texts.get("message"), Markdown.letter(notification), notification, DESCRIPTION));
        embed.put("color", Integer.parseInt(Tint.of(notification).substring(1), HEXADECIMAL));
        if (texts.get("content").isBlank()) {
            message.putObject("allowed_mentions").putArray("parse");
        }
        return message;
    }
}
