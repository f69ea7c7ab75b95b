package com.kaldrix.monitoring.alert.notify.telegram;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Said;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.TelegramIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages to a chat of Telegram. Markup that Telegram cannot read is left out, and the words go alone. */
final class TelegramChannel implements Channel<TelegramIntegration> {
    private static final String WHO = "Telegram";
    private static final int TEXT = 4096;
    private static final int REASON = 200;
    private static final long LONGEST_WAIT_SECONDS = 3600;

    private final HttpPoster poster;

    TelegramChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<TelegramIntegration> serves() {
        return TelegramIntegration.class;
    }

    @Override
    public Outcome send(TelegramIntegration integration, Notification notification, String earlier) {
        Deadline deadline = Deadline.ofAttempt();
        boolean own = !integration.message().isBlank();
        HttpReply reply = post(integration, notification, own ? integration.parseMode() : "", deadline);
        boolean unreadable = own
                && reply instanceof HttpReply.Answer answer
                && answer.status() == 400
                && answer.body().contains("parse");
        return outcome(unreadable ? post(integration, notification, "", deadline) : reply);
    }

    private HttpReply post(TelegramIntegration integration, Notification notification, String mode, Deadline deadline) {
        String base = integration.apiUrl().endsWith("/")
                ? integration.apiUrl().substring(0, integration.apiUrl().length() - 1)
                : integration.apiUrl();
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("chat_id", integration.chat().id());
        if (integration.chat().thread() != 0) {
            message.put("message_thread_id", integration.chat().thread());
        }
        message.put("text", Said.text(integration.message(), Letter.of(notification), notification, TEXT));
        if (!mode.isEmpty()) {
            message.put("parse_mode", mode);
        }
        message.put("disable_notification", integration.quietly());
        message.putObject("link_preview_options").put("is_disabled", true);
        return poster.post(
                new HttpCall(
                        new Secret(base + "/bot" + integration.botToken().value() + "/sendMessage"),
                        integration.http(),
                        Map.of(),
                        message.toString(),
                        List.of(integration.botToken())),
                deadline);
    }

    private static Outcome outcome(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> {
                JsonNode body = json(answer);
                long wait = body.at("/parameters/retry_after").asLong(0);
                String why = PlainText.line(body.path("description").asString(answer.excerpt()), REASON);
                yield answer.status() == 429 && wait > 0
                        ? new Outcome.RetryAfter(
                                Duration.ofSeconds(Math.min(wait, LONGEST_WAIT_SECONDS)), WHO + " answered 429: " + why)
                        : answer.outcome(WHO, why);
            }
        };
    }

    private static JsonNode json(HttpReply.Answer answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
