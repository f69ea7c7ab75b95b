package com.kaldrix.monitoring.anomaly.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.severity.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AlarmReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AlarmReader reader = new AlarmReader();

    private static ObjectNode sample(String name) {
        try (InputStream in =
                Objects.requireNonNull(AlarmReaderTest.class.getResourceAsStream("/alarm/" + name + ".event.json"))) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Read read(JsonNode event) {
        return reader.read(SnsEnvelope.unwrap(event.toString(), Map.of(), "message-1"));
    }

    private Reported reported(String sample) {
        assertThat(read(sample(sample))).isInstanceOf(Read.Found.class);
        return ((Read.Found) read(sample(sample))).reported();
    }

    @Test
    void aFindingOfGuardDutyWasFromOneTimeToAnother() {
        Reported finding = reported("guardduty-finding");
        assertThat(finding.time())
                .isEqualTo(
                        new Reported.Was(Instant.parse("2026-03-02T09:18:30Z"), Instant.parse("2026-03-02T09:21:10Z")));
        assertThat(finding.series().asMap())
                .containsEntry("__name__", "guardduty_finding")
                .containsEntry("finding", "Exfiltration:S3/AnomalousBehavior")
                .containsEntry("region", "eu-west-1")
                .containsEntry("component", "security");
        assertThat(finding.finding().severity()).isEqualTo(Severity.P1);
        assertThat(finding.finding().evidence().sentence())
                .isEqualTo("User ledger-backup is invoking S3 APIs in an anomalous way.");
    }

    @ParameterizedTest
    @CsvSource({"8.9, P1", "7, P1", "6.9, P2", "4, P2", "3.9, P3", "0.1, P3"})
    void severitiesOfGuardDutyHaveThreeSteps(double given, Severity expected) {
        ObjectNode event = sample("guardduty-finding");
        ((ObjectNode) event.path("detail")).put("severity", given);
        assertThat(read(event))
                .isInstanceOfSatisfying(
                        Read.Found.class,
                        found -> assertThat(found.reported().finding().severity())
                                .isEqualTo(expected));
    }

    @Test
    void whatIsArchivedIsNoNews() {
        ObjectNode event = sample("guardduty-finding");
        ((ObjectNode) event.at("/detail/service")).put("archived", true);
        assertThat(read(event)).isInstanceOf(Read.Ignored.class);
    }

    @Test
    void anInsightOfCloudTrailBeginsAndIsOver() {
        Reported start = reported("cloudtrail-insight-start");
        Reported end = reported("cloudtrail-insight-end");
        assertThat(start.time()).isEqualTo(new Reported.Begins(Instant.parse("2026-03-02T09:20:00Z")));
        assertThat(end.time()).isEqualTo(new Reported.Over(Instant.parse("2026-03-02T09:27:00Z")));
        assertThat(end.series()).isEqualTo(start.series());
        assertThat(start.series().asMap())
                .containsEntry("__name__", "cloudtrail_api_call_rate")
                .containsEntry("api", "Decrypt")
                .containsEntry("service", "kms");
        assertThat(start.value()).isEqualTo(180.5);
        assertThat(start.expected()).isEqualTo(new Expected(0, 2.4));
        assertThat(start.finding().evidence().sentence())
                .isEqualTo("Decrypt of kms.amazonaws.com is called 180.5 times a minute, where 2.400 is usual");
    }

    /** Every field removed in turn: it is read, or it is poison for a reason that names a field, and never an exception. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anomaly-alarm",
                "anomaly-ok",
                "guardduty-finding",
                "cloudtrail-insight-start",
                "cloudtrail-insight-end"
            })
    void whatIsMissingIsNamedOrNotNeeded(String name) {
        for (List<String> path : paths(sample(name), List.of())) {
            ObjectNode event = sample(name);
            JsonNode parent = event;
            for (String step : path.subList(0, path.size() - 1)) {
                parent = parent.path(step);
            }
            ((ObjectNode) parent).remove(path.getLast());
            if (read(event) instanceof Read.Poison poison) {
                assertThat(poison.reason()).matches("(id|detail)[a-zA-Z. ]* .*");
            }
        }
    }

    private static List<List<String>> paths(JsonNode node, List<String> to) {
        List<List<String>> all = new ArrayList<>();
        if (node.isObject()) {
            node.forEachEntry((name, value) -> {
                List<String> path = new ArrayList<>(to);
                path.add(name);
                all.add(path);
                all.addAll(paths(value, path));
            });
        }
        return all;
    }
}
