package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.bench.fault.Message;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What somebody was told, the same for all channels.
 *
 * @param sink by which channel
 * @param path where at that channel
 * @param incident identity of the incident
 * @param key PagerDuty's deduplication key without the incident; empty for the incident's own and for other channels
 * @param headline the line that stands for the whole; for the end at PagerDuty, which has none, RESOLVED
 * @param text all of it
 * @param at when it arrived
 */
record Heard(SinkName sink, String path, String incident, String key, String headline, String text, Instant at) {
    private static final String KEY = "kaldrix/";
    private static final int INCIDENT_LENGTH = 36;

    /** All that these sinks took and that told something, in the order in which it came. */
    static List<Heard> all(Sinks sinks) {
        return Stream.of(SinkName.values())
                .flatMap(sink -> at(sinks, sink).stream())
                .toList();
    }

    /** All that this sink took. */
    static List<Heard> at(Sinks sinks, SinkName sink) {
        return sinks.receipts(sink).stream()
                .filter(Receipt::accepted)
                .flatMap(receipt -> of(receipt).stream())
                .toList();
    }

    private static Optional<Heard> of(Receipt receipt) {
        SinkName sink = receipt.arrival().sink();
        String text = receipt.body().toString();
        if (sink == SinkName.PAGERDUTY) {
            String key = receipt.body().path("dedup_key").asString("");
            // That somebody has taken it is shown, and told to nobody.
            boolean shown = receipt.body().path("event_action").asString("").equals("acknowledge");
            if (!key.startsWith(KEY) || shown) {
                return Optional.empty();
            }
            int end = KEY.length() + INCIDENT_LENGTH;
            String summary = receipt.body().path("payload").path("summary").asString("");
            String headline = summary.isEmpty()
                    ? receipt.body().path("event_action").asString("").toUpperCase(Locale.ROOT) + "D: "
                    : summary;
            return Optional.of(new Heard(
                    sink,
                    receipt.path(),
                    key.substring(KEY.length(), end),
                    key.substring(end),
                    headline,
                    text,
                    receipt.time()));
        }
        return Message.of(receipt)
                .map(message -> new Heard(
                        sink,
                        receipt.path(),
                        message.incident(),
                        "",
                        headline(receipt, message),
                        text,
                        receipt.time()));
    }

    private static String headline(Receipt receipt, Message message) {
        if (receipt.arrival().sink() != SinkName.WEBHOOK) {
            return message.what();
        }
        JsonNode ours = receipt.body().path("kaldrix");
        String kind = ours.path("kind").asString("").replace("OPENED_AND_RESOLVED", "FIRED AND OVER");
        return "[" + ours.path("severity").asString("") + "] " + kind + ": "
                + ours.path("title").asString("");
    }

    /** Whether it says that all is over. */
    boolean over() {
        return headline.contains("RESOLVED: ") || headline.contains("FIRED AND OVER: ");
    }

    @Override
    public String toString() {
        return sink.label() + path + " " + headline + (key.isEmpty() ? "" : " [" + key + "]");
    }
}
