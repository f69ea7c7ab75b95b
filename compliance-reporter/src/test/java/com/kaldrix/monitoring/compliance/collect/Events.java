package com.kaldrix.monitoring.compliance.collect;

import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The golden events, and what the dispatcher makes of them. */
final class Events {
    static final ControlNames NAMES = new ControlNames(SecurityHubControls.shipped());
    static final Dispatcher DISPATCHER = Dispatcher.toAll(NAMES);
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SUITE = List.of(
            "contracts/com.kaldrix.alert.lifecycle.v1/samples/acknowledged-full.json",
            "contracts/com.kaldrix.alert.lifecycle.v1/samples/minimal-opened.json",
            "contracts/com.kaldrix.audit.write.v1/samples/denied-full.json",
            "contracts/com.kaldrix.audit.write.v1/samples/minimal.json");

    private Events() {}

    /** Names of all events, ours from the contracts and those of AWS from {@code events/}. */
    static List<String> all() {
        Path folder = Path.of("src/test/resources/events");
        try (Stream<Path> files = Files.walk(folder)) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".json"))
                                    .map(file -> "events/"
                                            + folder.relativize(file).toString().replace('\\', '/'))
                                    .sorted(),
                            SUITE.stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try (InputStream in = Events.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no event " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it comes with raw delivery. */
    static Collected raw(String body) {
        return DISPATCHER.read(SnsEnvelope.unwrap(body, Map.of(), "m-1"));
    }

    /** As it comes in an envelope of SNS. */
    static Collected wrapped(String body) {
        String envelope = JSON.writeValueAsString(Map.of(
                "Type", "Notification",
                "MessageId", "8f6c3f5e-0000-5111-8222-333344445555",
                "TopicArn", "arn:aws:sns:eu-west-1:123456789012:prod-kaldrix-findings",
                "Message", body,
                "Timestamp", "2026-03-02T10:00:06.000Z"));
        return DISPATCHER.read(SnsEnvelope.unwrap(envelope, Map.of(), "m-1"));
    }

    static Collected read(String name) {
        return raw(text("events/" + name + ".json"));
    }

    /** The findings of an event that has nothing else. */
    static List<Finding> findings(String name) {
        Collected collected = read(name);
        if (collected instanceof Collected.Findings found && found.problems().isEmpty()) {
            return found.findings();
        }
        throw new AssertionError(name + " brought " + collected);
    }

    static Finding finding(String name) {
        List<Finding> findings = findings(name);
        if (findings.size() != 1) {
            throw new AssertionError(name + " brought " + findings);
        }
        return findings.getFirst();
    }
}
