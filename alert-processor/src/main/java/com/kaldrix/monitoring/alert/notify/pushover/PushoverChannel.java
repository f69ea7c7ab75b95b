package com.kaldrix.monitoring.alert.notify.pushover;

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
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration;
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration.Markup;
import com.kaldrix.monitoring.alert.receiver.Texts;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells telephones by Pushover (pushover.net/api). A message of priority 2 rings until somebody takes it. */
final class PushoverChannel implements Channel<PushoverIntegration> {
    private static final String WHO = "Pushover";
    private static final int TITLE = 250;
    private static final int MESSAGE = 1024;
    private static final int URL = 512;
    private static final int URL_TITLE = 100;
    private static final String EMERGENCY = "2";

    private final HttpPoster poster;

    PushoverChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<PushoverIntegration> serves() {
        return PushoverIntegration.class;
    }

    @Override
    public Outcome send(PushoverIntegration integration, Notification notification, String earlier) {
        String form = fields(integration, notification).entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpCall call = new HttpCall(
                new Secret(integration.apiUrl()),
                integration.http(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                form,
                List.of(integration.token(), integration.userKey()));
        return switch (poster.post(call, Deadline.ofAttempt())) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> answer.outcome(WHO);
        };
    }

    private static Map<String, String> fields(PushoverIntegration integration, Notification notification) {
        Texts texts = integration.texts();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", integration.token().value());
        fields.put("user", integration.userKey().value());
        fields.put("title", Said.title(texts.get("title"), notification, TITLE));
        fields.put("message", Said.text(texts.get("message"), Letter.of(notification), notification, MESSAGE));
        boolean own = !texts.get("message").isBlank();
        fields.put("html", own && integration.markup() == Markup.HTML ? "1" : "");
        fields.put("monospace", own && integration.markup() == Markup.MONOSPACE ? "1" : "");
        String url = texts.or("url", notification.incident().url().toString());
        fields.put("url", url.length() <= URL ? url : "");
        fields.put("url_title", PlainText.line(texts.get("url_title"), URL_TITLE));
        fields.put("device", PlainText.line(texts.get("device"), URL_TITLE));
        fields.put("sound", PlainText.line(texts.get("sound"), URL_TITLE));
        String priority = priority(texts.get("priority").strip(), notification);
        fields.put("priority", priority);
        if (priority.equals(EMERGENCY)) {
            fields.put("retry", Long.toString(integration.emergency().retry().toSeconds()));
            fields.put("expire", Long.toString(integration.emergency().expire().toSeconds()));
        } else if (!integration.emergency().ttl().isZero()) {
            fields.put("ttl", Long.toString(integration.emergency().ttl().toSeconds()));
        }
        return fields;
    }

    /** What is over, and what nobody has to act on, rings nowhere. */
    private static String priority(String wanted, Notification notification) {
        if (wanted.matches("-[12]|[012]")) {
            return wanted;
        }
        if (notification.kind().over() || !notification.kind().hasIncident()) {
            return "0";
        }
        return switch (notification.incident().severity()) {
            case P0 -> EMERGENCY;
            case P1 -> "1";
            case P2 -> "0";
            case P3 -> "-1";
        };
    }
}
