package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Everything that is wrong is named, all at once, and nothing that comes is an error of ours. */
class BadInputTest extends ApiTest {
    private static final String ID = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";
    private static final String I = "/api/v1/incidents";
    private static final String OF_ANOTHER_LIST = "MSAwMTk4YzFmMi03YjVlLTdkMTAtOWMzYS0yZjhkNmExYjRjNWUgeA";

    static Stream<Arguments> wrongQueries() {
        return Stream.of(
                query(I + "?state=open&state=shut", "state"),
                query(I + "?severity=P7", "severity"),
                query(I + "?severity=P0,bad", "severity"),
                query(I + "?limit=0", "limit"),
                query(I + "?limit=501", "limit"),
                query(I + "?limit=many", "limit"),
                query(I + "?limit=99999999999999", "limit"),
                query(I + "?sort=title", "sort"),
                query(I + "?order=up", "order"),
                query(I + "?from=yesterday&to=2026-13-01T00:00:00Z", "from", "to"),
                query(I + "?from=%2B999999999-01-01T00:00:00Z", "from"),
                query(I + "?from=-0001-01-01T00:00:00Z", "from"),
                query(I + "?filter=region", "filter"),
                query(I + "?filter=%7Ba%3D~%22%5B%22%7D", "filter"),
                query(I + "?filter=a%3Db&filter=%7Ba", "filter"),
                query(I + "?cursor=nonsense", "cursor"),
                query(I + "?cursor=" + OF_ANOTHER_LIST, "cursor"),
                query(I + "?q=%00", ""),
                query(I + "?region=%00&receiver=a%00b", ""),
                query(I + "?q=" + "x".repeat(201), "q"),
                query(I + "?stat=open", "stat"),
                query(
                        I + "?state=x&severity=y&limit=z&sort=s&cursor=c",
                        "cursor",
                        "limit",
                        "severity",
                        "sort",
                        "state"),
                query(I + "/" + ID + "?verbose=true", "verbose"),
                query(I + "/nonsense", "id"),
                query(I + "/" + ID + "/timeline?limit=-1", "limit"),
                query(I + "/nonsense/timeline", "id"),
                query("/api/v1/alerts?state=open", "state"),
                query("/api/v1/alerts?region=%00", ""),
                query("/api/v1/alerts?region=a&limit=1000&state=x", "limit", "state"),
                query("/api/v1/alerts?cursor=" + OF_ANOTHER_LIST, "cursor"),
                query("/api/v1/alerts/xyz", "fingerprint"),
                query("/api/v1/alerts/+123456789abcdef", "fingerprint"),
                query("/api/v1/notifications?incident=1&state=lost&kind=news", "incident", "kind", "state"),
                query("/api/v1/notifications?receiver=%00", ""),
                query("/api/v1/notifications?cursor=" + OF_ANOTHER_LIST, "cursor"),
                query("/api/v1/notifications/1", "id"),
                query("/api/v1/receivers?name=x", "name"),
                query("/api/v1/configuration?x=y", "x"),
                query("/api/v1/audit?limit=0&from=then", "from", "limit"),
                query("/api/v1/audit?actor=%00&action=%00&target=%00", ""),
                query("/api/v1/audit?cursor=" + OF_ANOTHER_LIST, "cursor"));
    }

    private static Arguments query(String uri, String... fields) {
        return Arguments.of(uri, List.of(fields));
    }

    @ParameterizedTest
    @MethodSource("wrongQueries")
    void namesEveryBadParameter(String uri, List<String> fields) {
        refused(call(ADMIN, HttpMethod.GET, uri, null), fields);
    }

    static Stream<Arguments> wrongBodies() {
        String note = "/note";
        String snooze = "/snooze";
        return Stream.of(
                body(note, "", ""),
                body(note, "null", ""),
                body(note, "[]", ""),
                body(note, "{", ""),
                body(note, "{}", "/text"),
                body(note, "{\"text\":null}", "/text"),
                body(note, "{\"text\":\"  \"}", "/text"),
                body(note, "{\"text\":[]}", "/text"),
                body(note, "{\"text\":\"a\\u0000b\"}", "/text"),
                body(note, "{\"text\":\"\\ud800\"}", "/text"),
                body(note, "{\"text\":\"" + "x".repeat(4001) + "\"}", "/text"),
                body(note, "{\"text\":\"x\",\"txt\":\"y\"}", "/txt"),
                body(snooze, "{}", ""),
                body(snooze, "{\"for\":\"1h\",\"until\":\"2026-03-01T13:00:00Z\"}", ""),
                body(snooze, "{\"for\":\"0\"}", "/for"),
                body(snooze, "{\"for\":\"soon\"}", "/for"),
                body(snooze, "{\"for\":\"-1h\"}", "/for"),
                body(snooze, "{\"for\":\"31d\"}", "/for"),
                body(snooze, "{\"for\":\"99999999999999999999y\"}", "/for"),
                body(snooze, "{\"for\":\"290y\"}", "/for"),
                body(snooze, "{\"until\":\"2026-03-01T11:00:00Z\"}", "/until"),
                body(snooze, "{\"until\":\"2026-03-01T12:00:00Z\"}", "/until"),
                body(snooze, "{\"until\":\"2026-04-01T12:00:00Z\"}", "/until"),
                body(snooze, "{\"until\":\"+999999999-01-01T00:00:00Z\"}", "/until"),
                body(snooze, "{\"until\":\"tomorrow\"}", "/until"),
                body(snooze, "{\"until\":12}", "/until"),
                body(snooze, "{\"hours\":2,\"minutes\":3}", "/hours", "/minutes"),
                routes("{}", "/labels"),
                routes("{\"labels\":{}}", "/labels"),
                routes("{\"labels\":{\"a\":\"\"}}", "/labels"),
                routes("{\"labels\":{\"a\":null,\"b\":\"c\"}}", "/labels/a"),
                routes("{\"labels\":{\"\":\"x\"}}", "/labels/"),
                routes(
                        "{\"labels\":{\"a/b\":\"\\ud800\"},\"annotations\":{\"c\":null}}",
                        "/annotations/c",
                        "/labels/a~1b"),
                routes("{\"labels\":{\"a\":{}}}", "/labels/a"),
                routes("{\"labels\":[1]}", "/labels"),
                routes("{\"labels\":{\"a\":\"b\"},\"source\":\"Über\"}", "/source"),
                routes("{\"labels\":{\"a\":\"b\"},\"sauce\":\"x\"}", "/sauce"));
    }

    private static Arguments body(String action, String body, String... fields) {
        return Arguments.of(I + "/{id}" + action, body, List.of(fields));
    }

    private static Arguments routes(String body, String... fields) {
        return Arguments.of("/api/v1/routes:test", body, List.of(fields));
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void namesEveryBadField(String uri, String body, List<String> fields) {
        fire("alertname=Outage,region=eu-west-1,severity=P0");

        refused(post(ADMIN, uri.replace("{id}", incident()), body), fields);
        assertThat(jdbc.sql("select count(*) from timeline where kind in ('noted', 'snoozed')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void refused(MvcTestResult result, List<String> fields) {
        assertThat(result).hasStatus(400).hasContentType("application/problem+json");
        assertThat(body(result).get("type").stringValue()).isEqualTo("urn:kaldrix:problem:invalid-request");
        assertThat(body(result)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue())
                        .distinct()
                        .sorted())
                .as(body(result).toString())
                .containsExactlyElementsOf(fields);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(HttpMethod.GET, I + "/" + ID, 404),
                Arguments.of(HttpMethod.GET, I + "/" + ID + "/timeline", 404),
                Arguments.of(HttpMethod.POST, I + "/" + ID + "/acknowledge", 404),
                Arguments.of(HttpMethod.POST, I + "/" + ID + "/reopen", 404),
                Arguments.of(HttpMethod.POST, I + "/" + ID + "/resolve", 404),
                Arguments.of(HttpMethod.POST, I + "/nonsense/resolve", 400),
                Arguments.of(HttpMethod.GET, I + "/" + ID + "/acknowledge", 405),
                Arguments.of(HttpMethod.DELETE, I + "/" + ID, 405),
                Arguments.of(HttpMethod.PUT, "/api/v2/alerts", 405),
                Arguments.of(HttpMethod.GET, "/api/v1/nothing", 404),
                Arguments.of(HttpMethod.GET, "/-/nothing", 404),
                Arguments.of(HttpMethod.GET, "/api/v1/alerts/0123456789abcdef", 404),
                Arguments.of(HttpMethod.GET, "/api/v1/notifications/" + ID, 404),
                Arguments.of(HttpMethod.POST, "/api/v1/receivers/x%00y:test", 400),
                Arguments.of(HttpMethod.POST, "/api/v1/receivers/x:test", 404),
                Arguments.of(HttpMethod.POST, "/api/v1/routes:test", 415));
    }

    @ParameterizedTest
    @MethodSource("others")
    void answersWithProblems(HttpMethod method, String uri, int status) {
        MvcTestResult result = call(ADMIN, method, uri, null);
        assertThat(result).hasStatus(status);
    }
}
