package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.kaldrix.monitoring.anomaly.detector.SetReadings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class MetricSetApiTest extends ApiTest {
    private static final String SETS = "/api/v1/metric-sets";

    private final SetReadings readings;

    @Autowired
    MetricSetApiTest(SetReadings readings) {
        this.readings = readings;
    }

    private String create() {
        var answer = post(ADMIN, SETS, DetectorApiTest.operators("metric-set.json"));
        assertThat(answer).hasStatus(201);
        return body(answer).path("id").stringValue();
    }

    private MvcTestResult upload(String id, String type, String content) {
        return mvc.perform(request(HttpMethod.POST, URI.create(SETS + "/" + id + "/readings"))
                .header("Authorization", "Bearer " + ADMIN)
                .contentType(type)
                .content(content));
    }

    private List<Double> kept() {
        return readings
                .of(
                        "prod-kaldrix-metrics",
                        "TransactionRate",
                        Instant.EPOCH,
                        Instant.parse("2100-01-01T00:00:00Z"),
                        100)
                .orElseThrow()
                .stream()
                .map(SetReadings.Uploaded::value)
                .toList();
    }

    @Test
    void takesTheOperatorsOwnDocumentAndGivesItBack() throws Exception {
        String id = create();
        JsonNode shown = body(get(VIEWER, SETS + "/" + id));
        assertThat(shown.path("metric_set")).isEqualTo(json.readTree(DetectorApiTest.operators("metric-set.json")));
        assertThat(shown.at("/selectors/0").stringValue()).isEqualTo("{__name__=\"kaldrix_transactions_per_second\"}");
        assertThat(body(get(VIEWER, SETS)).path("items")).hasSize(1);
        assertThat(post(ADMIN, SETS, DetectorApiTest.operators("metric-set.json")))
                .as("the name is taken")
                .hasStatus(409);
        assertThat(call(ADMIN, HttpMethod.PUT, SETS + "/" + id, DetectorApiTest.operators("metric-set.json")))
                .hasStatusOk();
        assertThat(call(ADMIN, HttpMethod.DELETE, SETS + "/" + id, "")).hasStatus(204);
        assertThat(get(VIEWER, SETS + "/" + id)).hasStatus(404);
    }

    @Test
    void takesCsvAndJsonAndSumsWhatHasTheSameTime() {
        String id = create();
        assertThat(body(upload(
                                id,
                                "text/csv",
                                "timestamp,other,TransactionRate\n2026-03-01T00:00:00,x,1.5\n2026-03-01T00:00:00,x,2\n2026-03-01T00:01:00,x,\n"))
                        .path("readings")
                        .intValue())
                .isEqualTo(2);
        assertThat(kept()).containsExactly(3.5, Double.NaN);
        assertThat(
                        upload(
                                id,
                                "application/json",
                                "[{\"timestamp\":\"2026-03-01T00:01:00\",\"TransactionRate\":4},{\"timestamp\":\"2026-03-01T00:02:00\",\"TransactionRate\":null}]"))
                .hasStatusOk();
        assertThat(kept()).containsExactly(3.5, 4.0, Double.NaN);
        assertThat(body(get(VIEWER, SETS + "/" + id)).path("readings").intValue())
                .isEqualTo(3);
    }

    @Test
    void fetchesFromWhereItIsAllowedAlone() throws IOException {
        String id = create();
        Files.writeString(FETCHED.resolve("a.csv"), "timestamp,TransactionRate\n2026-03-01T00:00:00,7\n");
        assertThat(post(ADMIN, SETS + "/" + id + "/fetch", "{\"path\":\"" + FETCHED + "/a.csv\"}"))
                .hasStatusOk();
        assertThat(kept()).containsExactly(7.0);
        for (String path :
                List.of("/etc/passwd", "s3://elsewhere/a.csv", FETCHED + "/../secret", FETCHED + "/none.csv")) {
            var refused = post(ADMIN, SETS + "/" + id + "/fetch", "{\"path\":\"" + path + "\"}");
            assertThat(refused).as(path).hasStatus(400);
            assertThat(body(refused).at("/errors/0/field").stringValue()).isEqualTo("/path");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv         | when,TransactionRate~1,2                                          | /1
            text/csv         | timestamp,Other~2026-03-01T00:00:00,2                             | /1
            text/csv         | timestamp,TransactionRate~2026-03-01 00:00:00,2                   | /2/timestamp
            text/csv         | timestamp,TransactionRate~2026-03-01T00:00:00,many                | /2/TransactionRate
            application/json | [{"TransactionRate":1}]                                           | /0/timestamp
            application/json | [{"timestamp":"2026-03-01T00:00:00","TransactionRate":"many"}]    | /0/TransactionRate
            """)
    void refusesUploadsThatCannotBeReadAndNamesTheRow(String type, String content, String field) {
        var answer = upload(create(), type, content.replace('~', '\n'));
        assertThat(answer).hasStatus(400);
        assertThat(body(answer).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"metric_list":[{"metric_name":"a"}]}                              | /metric_set_name
            {"metric_set_name":"a"}                                            | /metric_list
            {"metric_set_name":"a","metric_list":[]}                           | /metric_list
            {"metric_set_name":"a","metric_list":[{}]}                         | /metric_list/0/metric_name
            {"metric_set_name":"a","metric_list":[{"metric_name":"a"},{"metric_name":"a"}]} | /metric_list/1/metric_name
            {"metric_set_name":"a","metric_list":[{"metric_name":"a","aggregation_function":"MEDIAN"}]} | /metric_list/0/aggregation_function
            {"metric_set_name":"a","metric_list":[{"metric_name":"a"}],"timestamp_column":{"column_format":"yyyy-bb"}} | /timestamp_column/column_format
            {"metric_set_name":"a","metric_list":[{"metric_name":"a","stat":"Sum"}]} | /metric_list/0/stat
            """)
    void refusesWhatIsWrongAndNamesIt(String document, String field) {
        var answer = post(ADMIN, SETS, document);
        assertThat(answer).hasStatus(400);
        assertThat(body(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .contains(field);
    }
}
