package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.settings.CurrentSettings;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class DetectorApiTest extends ApiTest {
    private static final String DETECTORS = "/api/v1/detectors";
    private static final Labels PEERS =
            Labels.of("__name__", "kaldrix_node_peers", "region", "eu-west-1", "component", "network");

    private final Watch.Maker watches;
    private final CurrentSettings settings;
    private final List<Anomaly> found = new ArrayList<>();

    @Autowired
    DetectorApiTest(Watch.Maker watches, CurrentSettings settings) {
        this.watches = watches;
        this.settings = settings;
    }

    static String operators(String file) {
        try (var in = Objects.requireNonNull(DetectorApiTest.class.getResourceAsStream("/operators/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String create(String document) {
        var answer = post(ADMIN, DETECTORS, document);
        assertThat(answer).hasStatus(201);
        settings.refresh();
        return body(answer).path("id").stringValue();
    }

    private void delete(String id) {
        assertThat(call(ADMIN, HttpMethod.DELETE, DETECTORS + "/" + id, "")).hasStatus(204);
        settings.refresh();
    }

    /** Readings of every ten seconds from the start on. */
    private void stream(Watch watch, int from, int to, IntToDoubleFunction values) {
        for (int i = from; i < to; i++) {
            watch.observe(START.toEpochMilli() + 10_000L * i, values.applyAsDouble(i), (series, finding) -> {
                if (finding instanceof Found one) {
                    found.add(one.anomaly());
                }
            });
        }
    }

    private static IntToDoubleFunction spike(int at, double height) {
        Random random = new Random(7);
        return i -> (i >= at && i < at + 5 ? height : 0) + 100 + random.nextGaussian();
    }

    @Test
    void takesTheOperatorsOwnDocumentAndGivesItBack() throws Exception {
        String id = create(operators("anomaly-detector.json"));
        JsonNode shown = body(get(VIEWER, DETECTORS + "/" + id));
        assertThat(shown.path("detector")).isEqualTo(json.readTree(operators("anomaly-detector.json")));
        assertThat(shown.path("selectors").valueStream().map(JsonNode::stringValue))
                .containsExactly(
                        "{__name__=\"kaldrix_transactions_per_second\"}",
                        "{__name__=\"kaldrix_node_transactions_total\",status=\"ok\"}");
        assertThat(shown.path("created_by").stringValue()).isEqualTo("root");

        assertThat(call(
                        ADMIN,
                        HttpMethod.PUT,
                        DETECTORS + "/" + id,
                        "{\"metric_name\":\"PeerCount\",\"sensitivity\":\"low\"}"))
                .hasStatusOk();
        assertThat(body(get(VIEWER, DETECTORS + "/" + id)).at("/detector/sensitivity").stringValue())
                .isEqualTo("low");
        delete(id);
        assertThat(get(VIEWER, DETECTORS + "/" + id)).hasStatus(404);
        assertThat(body(get(ADMIN, "/api/v1/audit?actor=root"))
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("action").stringValue()))
                .contains("detector.create", "detector.replace", "detector.delete");
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 3; i++) {
            clock.advance(java.time.Duration.ofSeconds(1));
            create("{\"metric_name\":\"m_" + i + "\"}");
        }
        JsonNode first = body(get(VIEWER, DETECTORS + "?limit=2"));
        assertThat(first.path("items").valueStream().map(one -> one.at("/detector/metric_name").stringValue()))
                .containsExactly("m_2", "m_1");
        JsonNode second = body(get(VIEWER, DETECTORS + "?limit=2&cursor=" + first.path("next").stringValue()));
        assertThat(second.path("items").valueStream().map(one -> one.at("/detector/metric_name").stringValue()))
                .containsExactly("m_0");
        assertThat(second.has("next")).isFalse();
        assertThat(get(VIEWER, DETECTORS + "?cursor=x")).hasStatus(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | /metric_name
            {"metric_name":" "}                                             | /metric_name
            {"metric_name":7}                                               | /metric_name
            {"metric_name":"a_b","metricname":"x"}                          | /metricname
            {"metric_name":"a_b","stat":"Median"}                           | /stat
            {"metric_name":"a_b","sensitivity":"extreme"}                   | /sensitivity
            {"metric_name":"a_b","series":"{a=\"b"}                         | /series
            {"metric_name":"a_b","detectors_off":["stuck","nobody"]}        | /detectors_off/1
            {"metric_name":"a_b","configuration":{"metric_timezone":"Mars/Olympus"}} | /configuration/metric_timezone
            {"metric_name":"a_b","configuration":{"timezone":"UTC"}}        | /configuration/timezone
            {"metric_name":"a_b","configuration":{"excluded_time_ranges":[{"start_time":"yesterday","end_time":"2023-01-01T00:00:00Z"}]}} | /configuration/excluded_time_ranges/0/start_time
            {"metric_name":"a_b","configuration":{"excluded_time_ranges":[{"start_time":"2023-01-01T00:00:00Z"}]}} | /configuration/excluded_time_ranges/0/end_time
            {"metric_name":"a_b","configuration":{"excluded_time_ranges":[null]}} | /configuration/excluded_time_ranges/0
            {"metric_name":"a_b","configuration":{"excluded_time_ranges":[{"start_time":"2023-01-02T00:00:00Z","end_time":"2023-01-01T00:00:00Z"}]}} | /configuration/excluded_time_ranges/0/end_time
            """)
    void refusesWhatIsWrongAndNamesIt(String document, String field) {
        for (var answer : List.of(
                post(ADMIN, DETECTORS, document),
                call(ADMIN, HttpMethod.PUT, DETECTORS + "/" + UUID.randomUUID(), document))) {
            assertThat(answer).hasStatus(400);
            assertThat(body(answer)
                            .path("errors")
                            .valueStream()
                            .map(error -> error.path("field").asString("")))
                    .contains(field);
        }
    }

    @Test
    void isForThoseWhoMay() {
        assertThat(post(RESPONDER, DETECTORS, "{\"metric_name\":\"a_b\"}")).hasStatus(403);
        assertThat(call(ADMIN, HttpMethod.DELETE, DETECTORS + "/" + UUID.randomUUID(), ""))
                .hasStatus(404);
    }

    @Test
    void anExcludedTimeIsNeitherToldNorLearntFromTheNextReadingOn() {
        Watch watch = watches.begin(PEERS);
        IntToDoubleFunction noise = spike(Integer.MAX_VALUE - 10, 0);
        stream(watch, 0, 500, noise);
        clock.set(START.plusSeconds(5000));
        String id = create("""
                {"metric_name":"PeerCount","namespace":"KALDRIX","configuration":{"excluded_time_ranges":
                 [{"start_time":"2026-03-01T13:23:00Z","end_time":"2026-03-01T13:40:00Z"}]}}""");
        stream(watch, 500, 560, spike(510, 60));
        assertThat(found).as("in the excluded time").isEmpty();
        clock.set(START.plusSeconds(5600));
        delete(id);
        stream(watch, 560, 620, spike(570, 60));
        assertThat(found).as("after it was deleted").isNotEmpty();
    }

    @Test
    void sensitivityMovesWhatIsTold() {
        // A weak spike that only a sensitive detector tells of: found by looking for a height at which the two differ.
        List<Double> told = new ArrayList<>();
        for (double height = 2; height < 30; height += 1) {
            boolean high = isTold("high", height);
            boolean low = isTold("low", height);
            assertThat(high || !low).as("what is told at low is told at high").isTrue();
            if (high && !low) {
                told.add(height);
            }
        }
        assertThat(told).isNotEmpty();
    }

    private boolean isTold(String sensitivity, double height) {
        found.clear();
        jdbc.sql("truncate detector").update();
        clock.set(START);
        create("{\"metric_name\":\"kaldrix_node_peers\",\"sensitivity\":\"" + sensitivity + "\"}");
        stream(watches.begin(PEERS), 0, 420, spike(400, height));
        return !found.isEmpty();
    }

    @Test
    void aDetectorOfTheEnsembleThatIsOffHasNoSay() {
        stream(watches.begin(PEERS), 0, 520, i -> i < 400 ? 100 + new Random(i).nextGaussian() : 100);
        List<String> before = detectors();
        found.clear();
        clock.set(START);
        create("""
                {"metric_name":"kaldrix_node_peers","series":"{region=\\"eu-west-1\\"}","detectors_off":["stuck"]}""");
        stream(watches.begin(PEERS), 0, 520, i -> i < 400 ? 100 + new Random(i).nextGaussian() : 100);
        assertThat(before).contains("stuck");
        assertThat(detectors()).doesNotContain("stuck");
    }

    private List<String> detectors() {
        return found.stream()
                .flatMap(one -> one.evidence().stream())
                .map(one -> one.detector())
                .toList();
    }

    @Test
    void tellsGatewaysWhatToSend() {
        create(operators("anomaly-detector.json"));
        String id = create("{\"metric_name\":\"NetworkIn\",\"namespace\":\"AWS/EC2\",\"stat\":\"Sum\"}");
        assertThat(asked())
                .contains("{__name__=\"aws_ec2_network_in_sum\"}", "{__name__=\"kaldrix_transactions_per_second\"}");
        delete(id);
        assertThat(asked()).doesNotContain("{__name__=\"aws_ec2_network_in_sum\"}");
    }

    private List<String> asked() {
        String body = jdbc.sql("select body from outbox where topic = 'metrics' order by id desc limit 1")
                .query(String.class)
                .single();
        return json.readTree(body).at("/data/selectors").valueStream().map(JsonNode::stringValue).toList();
    }
}
