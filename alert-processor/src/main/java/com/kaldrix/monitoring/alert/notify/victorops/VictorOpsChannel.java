package com.kaldrix.monitoring.alert.notify.victorops;

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
import com.kaldrix.monitoring.alert.receiver.VictorOpsIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens and closes incidents at Splunk On-Call. All messages on one incident have the same {@code entity_id}, by which the other
 * side knows a repeated one.
 */
final class VictorOpsChannel implements Channel<VictorOpsIntegration> {
    private static final String WHO = "VictorOps";
    private static final String RECOVERY = "RECOVERY";
    private static final int NAME = 1000;
    private static final int MESSAGE = 20_000;
    private static final int FIELD = 2000;
    private static final Set<String> TYPES = Set.of("CRITICAL", "WARNING", "INFO");

    private final HttpPoster poster;

    VictorOpsChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<VictorOpsIntegration> serves() {
        return VictorOpsIntegration.class;
    }

    @Override
    public Outcome send(VictorOpsIntegration integration, Notification notification, String earlier) {
        Deadline deadline = Deadline.ofAttempt();
        String opening = type(integration, notification);
        return switch (notification.kind()) {
            case OPENED, CHANGED, REPEATED, ESCALATED, TEST -> post(integration, notification, opening, deadline);
            case NOTICE -> new Outcome.Rejected("a notice pages nobody");
            case ACKNOWLEDGED -> post(integration, notification, "ACKNOWLEDGEMENT", deadline);
            case RESOLVED -> post(integration, notification, RECOVERY, deadline);
            case OPENED_AND_RESOLVED -> {
                Outcome first = post(integration, notification, opening, deadline);
                yield first instanceof Outcome.Delivered && integration.sendResolved()
                        ? post(integration, notification, RECOVERY, deadline)
                        : first;
            }
        };
    }

    private static String type(VictorOpsIntegration integration, Notification notification) {
        String wanted = integration.texts().get("message_type").strip();
        if (TYPES.contains(wanted)) {
            return wanted;
        }
        if (notification.kind() == Notification.Kind.TEST) {
            return "INFO";
        }
        return switch (notification.incident().severity()) {
            case P0, P1 -> "CRITICAL";
            case P2 -> "WARNING";
            case P3 -> "INFO";
        };
    }

    private Outcome post(VictorOpsIntegration integration, Notification notification, String type, Deadline deadline) {
        String base = integration.apiUrl().endsWith("/") ? integration.apiUrl() : integration.apiUrl() + "/";
        HttpCall call = new HttpCall(
                new Secret(base + encoded(integration.apiKey().value()) + "/" + encoded(integration.routingKey())),
                integration.http(),
                Map.of(),
                message(integration, notification, type).toString(),
                List.of(integration.apiKey()));
        return switch (poster.post(call, deadline)) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> answer.outcome(WHO);
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ObjectNode message(VictorOpsIntegration integration, Notification notification, String type) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        new TreeMap<>(integration.customFields())
                .forEach((name, value) -> message.put(PlainText.line(name, NAME), PlainText.lines(value, FIELD)));
        message.put("message_type", type);
        message.put(
                "entity_id",
                "kaldrix-" + UUID.nameUUIDFromBytes(notification.dedupKey().getBytes(StandardCharsets.UTF_8)));
        message.put(
                "entity_display_name", Said.title(integration.texts().get("entity_display_name"), notification, NAME));
        message.put(
                "state_message",
                Said.text(integration.texts().get("state_message"), Letter.of(notification), notification, MESSAGE));
        message.put("monitoring_tool", PlainText.line(integration.texts().or("monitoring_tool", "KALDRIX"), NAME));
        return message;
    }
}
