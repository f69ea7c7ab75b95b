package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a sink received, as the reckoning sees it.
 *
 * @param incident identity of the incident that it is about
 * @param what says the same for two messages exactly if they tell the same
 * @param key the sender's idempotency key; empty where the channel knows none
 * @param over whether it says that all is over
 * @param marked whether it says that it may be a repetition
 */
public record Message(String incident, String what, String key, boolean over, boolean marked) {
    private static final Pattern INCIDENT = Pattern.compile("/incidents/([0-9a-f-]{36})");
    private static final String REPEAT = "Possible repeat";

    /** Reads what webhook, Slack or mail server received; empty for what is about no incident. */
    public static Optional<Message> of(Receipt receipt) {
        JsonNode body = receipt.body();
        return switch (receipt.arrival().sink()) {
            case WEBHOOK -> webhook(body);
            case SLACK -> text(body.path("text").asString(""), "");
            case SMTP -> text(body.path("text").asString(""), key(receipt));
            case SNS_EMAIL -> text(body.path("text").asString(""), "");
            default -> Optional.empty();
        };
    }

    /** Whether the channel recognises a repetition by its key, so that one is no second message. */
    public static boolean isIdempotent(SinkName sink) {
        return sink == SinkName.WEBHOOK || sink == SinkName.PAGERDUTY;
    }

    private static String key(Receipt receipt) {
        String key = receipt.arrival().key();
        return key == null ? "" : key;
    }

    private static Optional<Message> webhook(JsonNode body) {
        JsonNode ours = body.path("kaldrix");
        String kind = ours.path("kind").asString("");
        String incident = ours.path("incident").asString("");
        if (incident.isEmpty()) {
            return Optional.empty();
        }
        String alerts = body.path("alerts")
                .valueStream()
                .map(alert -> alert.path("fingerprint").asString("")
                        + alert.path("status").asString(""))
                .sorted()
                .collect(Collectors.joining(","));
        boolean over = kind.equals("RESOLVED") || kind.equals("OPENED_AND_RESOLVED");
        String what = kind + " " + UUID.nameUUIDFromBytes(alerts.getBytes(StandardCharsets.UTF_8));
        boolean marked = ours.path("notes").toString().contains(REPEAT);
        return Optional.of(new Message(incident, what, ours.path("delivery").asString(""), over, marked));
    }

    /** The first line is the headline; it names what happened and how many alerts are about. */
    private static Optional<Message> text(String text, String key) {
        Matcher matcher = INCIDENT.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String headline = text.lines().findFirst().orElse("");
        boolean over = headline.contains("] RESOLVED: ") || headline.contains("] FIRED AND OVER: ");
        return Optional.of(new Message(matcher.group(1), headline, key, over, text.contains(REPEAT)));
    }
}
