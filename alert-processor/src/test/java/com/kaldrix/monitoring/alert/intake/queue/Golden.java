package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.cloudwatch.InsufficientData;
import com.kaldrix.monitoring.alert.intake.mapping.JsonMapping;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import com.kaldrix.monitoring.common.region.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden inputs: messages in the shapes that senders really send. Beside each {@code x.json} stands
 * {@code x.expected.json}, the reading that must come of it.
 */
final class Golden {
    static final JsonMapper JSON = JsonMapper.shared();
    static final Instant SENT = Instant.parse("2026-03-02T14:00:00Z");

    private static final Path ROOT = Path.of("src/test/resources/intake");
    private static final Path CONTRACTS = Path.of("../common/src/main/resources/contracts");

    static final JsonMapping STATUS_PAGE = new JsonMapping(
            "StatusPage",
            Map.of("/page/id", "p1", "/meta/attempt", "1"),
            Map.of("alertname", "PartnerIncident", "incident", "/incident/id", "absent", "/incident/nothing"),
            Map.of("summary", "/incident/name", "impact", "/incident/impact", "team", "payments"),
            "/incident/status",
            List.of("resolved", "postmortem"),
            "/incident/started_at",
            null,
            "/incident/shortlink");

    private Golden() {}

    static MessageReader reader() {
        return MessageReader.of(
                InsufficientData.KEEP,
                List.of(STATUS_PAGE),
                Clock.fixed(Instant.parse("2026-03-02T15:00:00Z"), ZoneOffset.UTC));
    }

    static InboundMessage message(String body) {
        return new InboundMessage("m-1", body, Map.of(), new Region("us-west-2"), null, SENT);
    }

    /** Every input by its name, such as {@code cloudwatch/metric-alarm.sns}. */
    static Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        collect(ROOT, inputs, "");
        collect(CONTRACTS, inputs, "contracts/");
        inputs.keySet().removeIf(name -> name.endsWith(".expected") || name.endsWith("schema"));
        return inputs;
    }

    static String input(String name) {
        return read(ROOT.resolve(name + ".json"));
    }

    static Path expected(String name) {
        return ROOT.resolve(name.replace("/samples/", "/") + ".expected.json");
    }

    private static void collect(Path root, Map<String, String> inputs, String prefix) {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> inputs.put(
                            prefix + root.relativize(file).toString().replaceFirst("\\.json$", ""), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Reading reading) {
        ObjectNode json = JSON.createObjectNode();
        switch (reading) {
            case Reading.Ignored ignored -> json.put("ignored", ignored.reason());
            case Reading.Poison poison -> json.put("poison", poison.reason());
            case Reading.Changed changed ->
                json.put("change", changed.change().kind())
                        .put("key", changed.change().key())
                        .put("title", changed.change().title())
                        .put("service", changed.change().where().service())
                        .put("region", changed.change().where().region())
                        .put("by", changed.change().by())
                        .put("at", changed.change().at().toString());
            case Reading.Told told -> {
                ObjectNode notice = json.putObject("notice")
                        .put("title", told.notice().title())
                        .put("text", told.notice().text())
                        .put("at", told.notice().at().toString());
                put(notice.putObject("labels"), told.notice().labels().asMap());
                put(notice.putObject("links"), told.notice().links());
            }
            case Reading.Asked asked ->
                json.putObject("asked")
                        .put("remediation", asked.request().remediationId().toString())
                        .put("action", asked.request().action())
                        .put("by", asked.request().requestedBy());
            case Reading.Alerts alerts -> {
                alerts.alerts().forEach(alert -> json.withArray("alerts").add(json(alert)));
                alerts.problems().forEach(problem -> json.withArray("problems").add(problem));
            }
        }
        return json;
    }

    private static ObjectNode json(IncomingAlert alert) {
        ObjectNode json = JSON.createObjectNode().put("source", alert.source());
        put(json.putObject("labels"), alert.labels().asMap());
        put(json.putObject("derived"), alert.derived().asMap());
        put(json.putObject("annotations"), new TreeMap<>(alert.annotations()));
        return json.put("startsAt", text(alert.startsAt()))
                .put("endsAt", text(alert.endsAt()))
                .put("link", alert.link())
                .put("untilResolved", alert.untilResolved())
                .put("asOf", text(alert.asOf()));
    }

    private static void put(ObjectNode json, Map<String, String> texts) {
        texts.forEach(json::put);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
