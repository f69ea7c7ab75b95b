package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What hostile callers send to schedules, heartbeats, remediations, reviews and the view of all regions: a clear answer each time. */
class BadOnCallInputTest extends ApiTest {
    private static final String ID = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";
    private static final String OF_ANOTHER_LIST = "MSAwMTk4YzFmMi03YjVlLTdkMTAtOWMzYS0yZjhkNmExYjRjNWUgeA";
    private static final String LAYERS = "{\"timeZone\":\"UTC\",\"layers\":[%s]}";
    private static final String LAYER =
            "{\"name\":\"a\",\"people\":[\"ada\"],\"rotation\":\"%s\",\"start\":\"%s\",\"until\":%s}";

    static Stream<Arguments> wrongQueries() {
        return Stream.of(
                query("/api/v1/on-call?at=%2B999999999-01-01T00:00:00Z", "at"),
                query("/api/v1/on-call?at=%00", ""),
                query("/api/v1/schedules/primary/shifts?from=-0001-01-01T00:00:00Z", "from"),
                query("/api/v1/schedules/primary/shifts?from=9999-12-31T00:00:00Z&to=2026-01-01T00:00:00Z", "to"),
                query("/api/v1/schedules/primary/shifts?from=2026-01-01T00:00:00Z&to=2029-01-01T00:00:00Z", "to"),
                query("/api/v1/schedules/primary/shifts?until=x", "until"),
                query("/api/v1/remediations?cursor=nonsense", "cursor"),
                query("/api/v1/remediations?cursor=" + OF_ANOTHER_LIST, "cursor"),
                query("/api/v1/remediations?incident=1&state=odd&limit=0", "incident", "limit", "state"),
                query("/api/v1/remediations?rule=%00", ""),
                query("/api/v1/remediations/1", "id"),
                query("/api/v1/changes?cursor=" + OF_ANOTHER_LIST, "cursor"),
                query("/api/v1/changes?from=%2B999999999-01-01T00:00:00Z&limit=-1", "from", "limit"),
                query("/api/v1/changes?service=%00&region=%00", ""),
                query("/api/v1/global/incidents?cursor=" + OF_ANOTHER_LIST, "cursor"),
                query("/api/v1/global/incidents?state=shut&severity=P9&regions=0", "regions", "severity", "state"),
                query("/api/v1/global/incidents?region=%00&q=%00", ""),
                query("/api/v1/global/incidents/1", "id"),
                query("/api/v1/page-load?by=moon", "by"),
                query("/api/v1/page-load?from=2020-01-01T00:00:00Z", "from"),
                query("/api/v1/page-load?from=%2B999999999-01-01T00:00:00Z", "from"),
                query("/api/v1/incidents/1/review", "id"),
                query("/api/v1/heartbeats?name=x", "name"),
                query("/api/v1/schedules?name=x", "name"),
                query("/acknowledge/" + ID, "by", "key", "until"));
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
        return Stream.of(
                putting("/api/v1/schedules/primary", "{}", "/layers", "/timeZone"),
                putting("/api/v1/schedules/primary", "{\"timeZone\":\"UTC\",\"layers\":[null]}", "/layers/0"),
                layer("weekly", "0000-00-00T00:00", "null", "/layers/0/start"),
                layer("1m", "2026-01-01T00:00", "\"2025-01-01T00:00\"", "/layers/0/rotation", "/layers/0/until"),
                layer(
                        "99999999999y",
                        "2026-02-30T00:00",
                        "\"x\"",
                        "/layers/0/rotation",
                        "/layers/0/start",
                        "/layers/0/until"),
                putting(
                        "/api/v1/schedules/primary",
                        LAYERS.formatted(
                                "{\"name\":\"a\",\"people\":[\"nobody\",\"\\u0000\"],\"rotation\":\"daily\","
                                        + "\"start\":\"2026-01-01T00:00\",\"hours\":[{\"days\":[\"moonday\"],\"from\":\"24:00\",\"to\":\"00:00\"}]}"),
                        "/layers/0/hours/0/days",
                        "/layers/0/hours/0/from",
                        "/layers/0/hours/0/to",
                        "/layers/0/people/0",
                        "/layers/0/people/1"),
                posting("/api/v1/schedules/primary/overrides", "{}", "/person", "/to"),
                posting(
                        "/api/v1/schedules/primary/overrides",
                        "{\"person\":\"\\ud800\",\"to\":\"2020-01-01T00:00:00Z\"}",
                        "/person",
                        "/to"),
                posting(
                        "/api/v1/schedules/primary/overrides",
                        "{\"person\":\"ada\",\"from\":\"+999999999-01-01T00:00:00Z\",\"to\":\"+999999999-12-31T00:00:00Z\"}",
                        "/from"),
                putting("/api/v1/heartbeats/backup", "{}", "/severity", "/silentAfter"),
                putting(
                        "/api/v1/heartbeats/backup",
                        "{\"silentAfter\":\"1s\",\"severity\":\"P1\",\"labels\":{\"a b\":\"\\u0000\"}}",
                        "/labels/a b"),
                putting(
                        "/api/v1/heartbeats/-x",
                        "{\"silentAfter\":\"9999999999y\",\"severity\":\"P1\"}",
                        "/silentAfter",
                        "name"),
                posting("/api/v1/changes", "{\"title\":\"a\\u0000\",\"kind\":\"Odd One\"}", "/kind", "/title"),
                posting("/api/v1/changes", "{\"title\":\"a\",\"at\":\"1900-01-01T00:00:00Z\"}", "/at"),
                posting("/api/v1/changes", "{\"title\":\"a\",\"region\":\"\\u0000\"}", "/region"),
                posting("/api/v1/changes", "{\"title\":\"a\",\"url\":\"javascript:alert(1)\"}", "/url"),
                putting("/api/v1/global/role", "{}", "/hub"),
                putting("/api/v1/global/role", "{\"hub\":\"perhaps\"}", "/hub"),
                posting(
                        "/api/v1/incidents/" + ID + "/review/actions",
                        "{\"text\":\" \",\"owner\":\"\"}",
                        "/owner",
                        "/text"),
                posting(
                        "/api/v1/incidents/" + ID + "/review/actions",
                        "{\"text\":\"x\",\"owner\":\"ada\",\"dueOn\":\"+999999999-12-31\"}",
                        "/dueOn"));
    }

    private static Arguments layer(String rotation, String start, String until, String... fields) {
        return putting("/api/v1/schedules/primary", LAYERS.formatted(LAYER.formatted(rotation, start, until)), fields);
    }

    private static Arguments putting(String uri, String body, String... fields) {
        return Arguments.of(HttpMethod.PUT, uri, body, List.of(fields));
    }

    private static Arguments posting(String uri, String body, String... fields) {
        return Arguments.of(HttpMethod.POST, uri, body, List.of(fields));
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void namesEveryBadField(HttpMethod method, String uri, String body, List<String> fields) {
        refused(call(ADMIN, method, uri, body), fields);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(HttpMethod.GET, "/api/v1/schedules/none/shifts", 404),
                Arguments.of(HttpMethod.GET, "/api/v1/schedules/none/overrides", 404),
                Arguments.of(HttpMethod.DELETE, "/api/v1/schedules/none", 404),
                Arguments.of(HttpMethod.DELETE, "/api/v1/schedules/primary/overrides/" + ID, 404),
                Arguments.of(HttpMethod.DELETE, "/api/v1/heartbeats/none", 404),
                Arguments.of(HttpMethod.POST, "/heartbeats/none", 404),
                Arguments.of(HttpMethod.DELETE, "/api/v1/global/regions/none", 404),
                Arguments.of(HttpMethod.GET, "/api/v1/global/incidents/" + ID, 404),
                Arguments.of(HttpMethod.GET, "/api/v1/remediations/" + ID, 404),
                Arguments.of(HttpMethod.POST, "/api/v1/remediations/" + ID + "/approve", 404),
                Arguments.of(HttpMethod.POST, "/api/v1/remediation-rules/none/release", 404),
                Arguments.of(HttpMethod.GET, "/api/v1/incidents/" + ID + "/review", 404),
                Arguments.of(HttpMethod.GET, "/calendars/primary.ics?key=%F0%9F%98%80", 404),
                Arguments.of(HttpMethod.GET, "/acknowledge/" + ID + "?by=x&until=99999999999999999999&key=x", 404),
                Arguments.of(HttpMethod.POST, "/acknowledge/" + ID + "?by=x&until=-1&key=%ED%A0%80", 404));
    }

    @ParameterizedTest
    @MethodSource("others")
    void answersWithProblems(HttpMethod method, String uri, int status) {
        assertThat(call(ADMIN, method, uri, null)).hasStatus(status);
    }

    private void refused(MvcTestResult result, List<String> fields) {
        assertThat(result).hasStatus(400).hasContentType("application/problem+json");
        assertThat(body(result)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue())
                        .distinct()
                        .sorted())
                .as(body(result).toString())
                .containsExactlyElementsOf(fields);
    }
}
