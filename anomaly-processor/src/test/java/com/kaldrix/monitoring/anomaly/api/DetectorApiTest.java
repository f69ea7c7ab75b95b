package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.settings.Applied;
import com.kaldrix.monitoring.anomaly.settings.CurrentSettings;
import com.kaldrix.monitoring.anomaly.settings.Sensitivity;
import com.kaldrix.monitoring.anomaly.settings.Settings;
import com.kaldrix.monitoring.anomaly.settings.Wishes;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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

    private final List<Wishes> wishes;
    private final CurrentSettings settings;

    @Autowired
    DetectorApiTest(List<Wishes> wishes, CurrentSettings settings) {
        this.wishes = wishes;
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
        assertThat(body(get(VIEWER, DETECTORS + "/" + id))
                        .at("/detector/sensitivity")
                        .stringValue())
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
            clock.advance(Duration.ofSeconds(1));
            create("{\"metric_name\":\"m_" + i + "\"}");
        }
        JsonNode first = body(get(VIEWER, DETECTORS + "?limit=2"));
        assertThat(first.path("items")
                        .valueStream()
                        .map(one -> one.at("/detector/metric_name").stringValue()))
                .containsExactly("m_2", "m_1");
        JsonNode second = body(
                get(VIEWER, DETECTORS + "?limit=2&cursor=" + first.path("next").stringValue()));
        assertThat(second.path("items")
                        .valueStream()
                        .map(one -> one.at("/detector/metric_name").stringValue()))
                .containsExactly("m_0");
        assertThat(second.has("next")).isFalse();
        assertThat(get(VIEWER, DETECTORS + "?cursor=x")).hasStatus(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | /metric_name
            {"metric_name":" "}                                             | /metric_name
            {"metric_name":["x"]}                                          | /metric_name
            {"metric_name":"a_b","metricname":"x"}                          | /metricname
            {"metric_name":"a_b","stat":"Median"}                           | /stat
            {"metric_name":"a_b","sensitivity":"extreme"}                   | /sensitivity
            {"metric_name":"a_b","series":"{a=\\"b"}                         | /series
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
    void holdsForReadingsFromNowOnAndUntilItIsDeleted() {
        clock.set(START.plusSeconds(100));
        String id = create("""
                {"metric_name":"PeerCount","namespace":"KALDRIX","sensitivity":"high","detectors_off":["stuck"],
                 "series":"{region=\\"eu-west-1\\"}","configuration":{"metric_timezone":"Europe/Dublin","excluded_time_ranges":
                 [{"start_time":"2026-03-01T13:23:00Z","end_time":"2026-03-01T13:40:00Z"}]}}""");
        Applied usual = Settings.NONE.at(PEERS, 0);
        assertThat(judged(PEERS, 99)).isEqualTo(usual);
        Applied now = judged(PEERS, 100);
        assertThat(now.sensitivity()).isEqualTo(Sensitivity.HIGH);
        assertThat(now.detectorsOff()).containsExactly("stuck");
        assertThat(now.zone()).isEqualTo(ZoneId.of("Europe/Dublin"));
        assertThat(now.excluded())
                .containsExactly(
                        new TimeRange(Instant.parse("2026-03-01T13:23:00Z"), Instant.parse("2026-03-01T13:40:00Z")));
        assertThat(judged(Labels.of("__name__", "kaldrix_node_peers", "region", "us-east-1"), 100))
                .as("another region")
                .isEqualTo(usual);

        clock.set(START.plusSeconds(200));
        call(ADMIN, HttpMethod.PUT, DETECTORS + "/" + id, "{\"metric_name\":\"PeerCount\",\"sensitivity\":\"low\"}");
        settings.refresh();
        assertThat(judged(PEERS, 200).sensitivity()).isEqualTo(Sensitivity.LOW);
        assertThat(judged(PEERS, 199)).as("a reading that is looked at late").isEqualTo(now);
        clock.set(START.plusSeconds(300));
        delete(id);
        assertThat(judged(PEERS, 300)).isEqualTo(usual);
        assertThat(judged(PEERS, 250).sensitivity()).isEqualTo(Sensitivity.LOW);
    }

    private Applied judged(Labels series, int second) {
        return settings.get().at(series, START.plusSeconds(second).toEpochMilli());
    }

    @Test
    void isKnownToEveryReplicaWithinSecondsByItself() {
        CurrentSettings replica = new CurrentSettings(wishes, clock);
        assertThat(post(ADMIN, DETECTORS, "{\"metric_name\":\"kaldrix_node_peers\",\"sensitivity\":\"low\"}"))
                .hasStatus(201);
        await().atMost(Duration.ofSeconds(10)).until(() -> judged(PEERS, 0).sensitivity() == Sensitivity.LOW);
        replica.refresh();
        assertThat(replica.get()).isEqualTo(settings.get());
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
        return json.readTree(body)
                .at("/data/selectors")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }
}
