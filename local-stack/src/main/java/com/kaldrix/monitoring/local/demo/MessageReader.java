package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.Message.Kind;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads receipts as the people whom they reach do. Receipts of one sink are given in the order of their arrival. */
final class MessageReader {
    private static final Pattern HEADLINE = Pattern.compile(
            "\\[P[0-3]] (?<kind>ESCALATED to [^:]+: "
                    + "|CHANGED, [^:]+: |STILL OPEN after [^:]+: |RESOLVED: |FIRED AND OVER: )?(?<subject>Anomaly \\([^)]*\\)|[^\\s,]+).*");
    private static final Pattern INCIDENT = Pattern.compile("/incidents/([0-9a-f-]{36})");
    private static final Pattern SLACK_SIGNATURE = Pattern.compile("KALDRIX · ([^·]+) ·");
    private static final Pattern LETTER_SIGNATURE = Pattern.compile("\nKALDRIX monitoring to (.+?), \\d{4}-");
    private static final String TEST = "[TEST] ";

    /** A thread at PagerDuty: its resolve events name nothing but the key. */
    private record Thread(String subject, String receiver, String headline) {}

    private final Map<String, Thread> threads = new HashMap<>();
    private final Map<String, UUID> incidents = new HashMap<>();
    private final StoryClock clock;

    MessageReader(StoryClock clock) {
        this.clock = clock;
    }

    /** The message of a receipt; empty when the sink turned it away because it was told to. */
    Optional<Message> read(Place place, Receipt receipt) {
        Duration at = clock.at(receipt.time());
        return switch (receipt.verdict()) {
            case Verdict.Misbehaved ignored -> Optional.empty();
            case Verdict.Rejected refused ->
                Optional.of(
                        new Message(at, place, "", Kind.UNREADABLE, "", "refused: " + refused.reason(), text(receipt)));
            // That somebody has taken it is shown at PagerDuty, and told to nobody.
            case Verdict.Accepted ignored ->
                acknowledges(receipt) ? Optional.empty() : Optional.of(accepted(at, place, receipt));
        };
    }

    /** The incident that messages on that alert name; empty before the first of them. */
    Optional<UUID> incident(String subject) {
        return Optional.ofNullable(incidents.get(subject));
    }

    private static boolean acknowledges(Receipt receipt) {
        return receipt.arrival().sink() == SinkName.PAGERDUTY
                && receipt.body().path("event_action").asString("").equals("acknowledge");
    }

    private Message accepted(Duration at, Place place, Receipt receipt) {
        JsonNode body = receipt.body();
        if (place.sink() == SinkName.PAGERDUTY
                && body.path("event_action").asString("").equals("resolve")) {
            Thread thread = threads.getOrDefault(body.path("dedup_key").asString(""), new Thread("", "", "?"));
            Kind kind = thread.subject().isEmpty() ? Kind.UNREADABLE : Kind.OVER;
            return new Message(
                    at, place, thread.subject(), kind, thread.receiver(), resolved(thread.headline()), text(receipt));
        }
        String headline = headline(place, body);
        if (headline.startsWith(TEST)) {
            return new Message(at, place, "test", Kind.TEST, receiver(place, body), headline, text(receipt));
        }
        Matcher words = HEADLINE.matcher(headline);
        if (!words.matches()) {
            return new Message(at, place, "", Kind.UNREADABLE, "", headline, text(receipt));
        }
        String subject = words.group("subject");
        String receiver = receiver(place, body);
        String text = text(receipt);
        Matcher incident = INCIDENT.matcher(text);
        if (incident.find()) {
            incidents.put(subject, UUID.fromString(incident.group(1)));
        }
        if (place.sink() == SinkName.PAGERDUTY) {
            threads.putIfAbsent(body.path("dedup_key").asString(""), new Thread(subject, receiver, headline));
        }
        String prefix = words.group("kind");
        Message message = new Message(at, place, subject, kind(prefix == null ? "" : prefix), receiver, headline, text);
        return message.insteadOf().isEmpty() ? message : message.as(Kind.FALLBACK);
    }

    private static Kind kind(String prefix) {
        return switch (prefix.split(" ", 2)[0]) {
            case "" -> Kind.PAGE;
            case "CHANGED," -> Kind.CHANGED;
            case "STILL" -> Kind.STILL_OPEN;
            case "ESCALATED" -> Kind.ESCALATED;
            case "RESOLVED:" -> Kind.OVER;
            case "FIRED" -> Kind.FIRED_AND_OVER;
            default -> Kind.UNREADABLE;
        };
    }

    private static String headline(Place place, JsonNode body) {
        String text =
                switch (place) {
                    case SLACK -> body.path("text").asString("");
                    case PAGERDUTY -> body.path("payload").path("summary").asString("");
                    case EMAIL, MAIL_SERVER, WEBHOOK -> body.path("text").asString("");
                };
        String line = text.lines().findFirst().orElse("");
        // PagerDuty's summary is one line: the headline, a summary of the alert, notes.
        return line.split(" – ", 2)[0];
    }

    private static String receiver(Place place, JsonNode body) {
        return switch (place) {
            case SLACK -> first(SLACK_SIGNATURE, body.path("attachments").toString());
            case PAGERDUTY ->
                body.path("payload").path("custom_details").path("receiver").asString("");
            case EMAIL, MAIL_SERVER, WEBHOOK ->
                first(LETTER_SIGNATURE, body.path("text").asString(""));
        };
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1).strip() : "";
    }

    /** PagerDuty shows the headline of the incident that a resolve event ends. */
    private static String resolved(String headline) {
        return headline.replaceFirst("] (?:ESCALATED to [^:]+: )?", "] resolved: ");
    }

    private static String text(Receipt receipt) {
        return receipt.body().toString();
    }
}
