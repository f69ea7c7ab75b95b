package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Maintenance windows through the REST API. */
class WindowApiTest extends ApiTest {
    private static final String PATH = "/api/v1/maintenance-windows";

    private String window(Map<String, ?> changes) {
        Map<String, @Nullable Object> body = new TreeMap<>(Map.of(
                "name", "Upgrade",
                "matchers", List.of("component=\"db\""),
                "startsAt", "2026-03-01T22:00:00",
                "duration", "2h"));
        body.putAll(changes);
        body.values().removeIf("-"::equals);
        return json.writeValueAsString(body);
    }

    private JsonNode create(Map<String, ?> changes) {
        MvcTestResult result = post(RESPONDER, PATH, window(changes));
        assertThat(result).hasStatus(201);
        return body(result);
    }

    private List<String> errors(String body) {
        MvcTestResult result = post(RESPONDER, PATH, body);
        assertThat(result).as(body).hasStatus(400);
        List<String> fields = new ArrayList<>();
        body(result)
                .get("errors")
                .forEach(error -> fields.add(error.get("field").stringValue()));
        Collections.sort(fields);
        return fields;
    }

    @Test
    void isShownWithItsTimesAndWhoMadeIt() {
        JsonNode made = create(Map.of(
                "timeZone", "Europe/Berlin", "rrule", "FREQ=WEEKLY;BYDAY=SU", "comment", "Ask Ada", "duration", "90m"));

        assertThat(made.get("state").stringValue()).isEqualTo("upcoming");
        assertThat(made.get("author").stringValue()).isEqualTo("alice");
        assertThat(made.get("duration").stringValue()).isEqualTo("1h30m");
        assertThat(made.at("/times/0/startsAt").stringValue()).isEqualTo("2026-03-01T21:00:00Z");
        assertThat(made.at("/times/4/startsAt").stringValue()).isEqualTo("2026-03-29T20:00:00Z");
        assertThat(body(get(VIEWER, PATH + "/" + made.get("id").stringValue()))).isEqualTo(made);
        assertThat(jdbc.sql("select action from audit_log where target = :target")
                        .param("target", "window/" + made.get("id").stringValue())
                        .query(String.class)
                        .list())
                .containsExactly("window.create");
    }

    @Test
    void goesFromUpcomingOverActiveToOverAndIsListedByState() {
        String id = create(Map.of()).get("id").stringValue();
        assertThat(states()).containsExactly("upcoming");
        clock.advance(Duration.ofHours(10));
        assertThat(states()).containsExactly("active");
        assertThat(body(get(VIEWER, PATH + "?state=active")).get("items").size())
                .isOne();
        assertThat(body(get(VIEWER, PATH + "?state=upcoming&state=over"))
                        .get("items")
                        .size())
                .isZero();
        clock.advance(Duration.ofHours(2));
        assertThat(states()).containsExactly("over");
        assertThat(body(get(VIEWER, PATH + "/" + id)).get("times").size()).isZero();
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        body(get(VIEWER, PATH))
                .get("items")
                .forEach(one -> states.add(one.get("state").stringValue()));
        return states;
    }

    @Test
    void aTimeWithAnOffsetIsMovedToTheZone() {
        assertThat(create(Map.of("startsAt", "2026-03-01T22:00:00Z", "timeZone", "Europe/Berlin"))
                        .get("startsAt")
                        .stringValue())
                .isEqualTo("2026-03-01T23:00:00");
    }

    @Test
    void isChangedAsAWholeAndCancelledForGood() {
        String id = create(Map.of()).get("id").stringValue();
        JsonNode changed = body(call(RESPONDER, HttpMethod.PUT, PATH + "/" + id, window(Map.of("duration", "3h"))));
        assertThat(changed.get("duration").stringValue()).isEqualTo("3h");

        for (int twice = 0; twice < 2; twice++) {
            JsonNode over = body(call(RESPONDER, HttpMethod.DELETE, PATH + "/" + id, null));
            assertThat(over.get("state").stringValue()).isEqualTo("cancelled");
        }
        assertThat(jdbc.sql("select action from audit_log where target = :target order by id")
                        .param("target", "window/" + id)
                        .query(String.class)
                        .list())
                .containsExactly("window.create", "window.update", "window.cancel");
    }

    @Test
    void pagesStayRight() {
        for (int i = 0; i < 5; i++) {
            create(Map.of("name", "Window " + i));
        }
        JsonNode first = body(get(VIEWER, PATH + "?limit=3"));
        JsonNode second =
                body(get(VIEWER, PATH + "?limit=3&cursor=" + first.get("next").stringValue()));
        assertThat(first.get("items").size()).isEqualTo(3);
        assertThat(second.get("items").size()).isEqualTo(2);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThat(errors("{\"name\":\"x\"}")).containsExactly("/duration", "/matchers", "/startsAt");
        assertThat(errors(window(Map.of("kind", "party", "timeZone", "Mars/Olympus", "duration", "0s"))))
                .containsExactly("/duration", "/kind", "/timeZone");
        assertThat(errors(window(Map.of("matchers", List.of("a=b", "=="))))).containsExactly("/matchers/1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|''|/name",
                "name|-|/name",
                "startsAt|yesterday|/startsAt",
                "startsAt|9999-12-31T00:00:00|/startsAt",
                "startsAt|+999999999-12-31T00:00:00|/startsAt",
                "startsAt|0001-01-01T00:00:00|/startsAt",
                "startsAt|2026-02-01T00:00:00|/startsAt",
                "startsAt|2026-02-30T00:00:00|/startsAt",
                "duration|9999y|/duration",
                "duration|-2h|/duration",
                "duration|1ms|/duration",
                "rrule|FREQ=SECONDLY|/rrule",
                "rrule|FREQ=MINUTELY|/rrule",
                "rrule|FREQ=HOURLY|/rrule",
                "rrule|FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30|/rrule",
                "rrule|FREQ=DAILY;UNTIL=20200101T000000Z|/rrule",
                "rrule|DROP TABLE|/rrule",
                "timeZone|''|/timeZone",
                "comment|a\u0000b|/comment"
            })
    void badInputIsRefusedWithItsField(String field, String value, String wrong) {
        Map<String, Object> change = new HashMap<>();
        change.put(field, value);
        assertThat(errors(window(change))).contains(wrong);
    }

    @Test
    void matchersThatNeedNoLabelAreRefused() {
        assertThat(errors(window(Map.of("matchers", List.of("a=~\".*\""))))).containsExactly("/matchers");
        assertThat(errors(window(Map.of("matchers", List.of("a=~\"(a+)+(\""))))).containsExactly("/matchers/0");
    }

    @Test
    void aPreviewSaysWhenAndWhatAndWarnsOfBroadMatchers() {
        String[] alerts = new String[60];
        for (int i = 0; i < alerts.length; i++) {
            alerts[i] = "alertname=A" + i + ",component=" + (i < 55 ? "db" : "web") + ",region=eu-west-1";
        }
        fire(alerts);

        JsonNode broad = body(post(VIEWER, PATH + ":preview", window(Map.of("rrule", "FREQ=DAILY"))));
        assertThat(broad.get("times").size()).isEqualTo(10);
        assertThat(broad.at("/reach/firing").asInt()).isEqualTo(55);
        assertThat(broad.at("/reach/ofFiring").asInt()).isEqualTo(60);
        assertThat(broad.at("/reach/alerts").size()).isEqualTo(50);
        assertThat(broad.at("/reach/warning").stringValue()).contains("broad", "55 alerts");

        JsonNode narrow = body(post(VIEWER, PATH + ":preview", window(Map.of("matchers", List.of("alertname=A1")))));
        assertThat(narrow.at("/reach/firing").asInt()).isOne();
        assertThat(narrow.at("/reach/past").asInt()).isOne();
        assertThat(narrow.get("reach").has("warning")).isFalse();
        assertThat(states()).isEmpty();
    }

    @Test
    void onlyRespondersWrite() {
        assertThat(post(VIEWER, PATH, window(Map.of()))).hasStatus(403);
        assertThat(post(INGEST, PATH, window(Map.of()))).hasStatus(403);
        String id = create(Map.of()).get("id").stringValue();
        assertThat(call(VIEWER, HttpMethod.DELETE, PATH + "/" + id, null)).hasStatus(403);
        assertThat(call(VIEWER, HttpMethod.PUT, PATH + "/" + id, window(Map.of())))
                .hasStatus(403);
    }

    @Test
    void alertsThatAWindowHoldsAreShownAsSuppressed() {
        create(Map.of("startsAt", "2026-03-01T11:00:00"));
        fire("alertname=A,component=db,region=eu-west-1", "alertname=B,region=us-east-1");

        JsonNode alerts = body(get(VIEWER, "/api/v2/alerts?filter=alertname=A"));
        assertThat(alerts.at("/0/status/state").stringValue()).isEqualTo("suppressed");
        assertThat(alerts.at("/0/status/mutedBy/0").stringValue()).isEqualTo("maintenance window: Upgrade");
        assertThat(body(get(VIEWER, "/api/v2/alerts?active=true&filter=alertname=B"))
                        .at("/0/status/state")
                        .stringValue())
                .isEqualTo("active");
    }

    @Test
    void figuresSayHowManyHoldAndWhatTheyHeldBack() {
        create(Map.of("startsAt", "2026-03-01T11:00:00"));
        create(Map.of("name", "Later"));
        fire("alertname=A,component=db,region=eu-west-1");
        clock.advance(Duration.ofSeconds(10));
        work();

        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(new String(
                                get(VIEWER, "/actuator/prometheus")
                                        .getResponse()
                                        .getContentAsByteArray(),
                                java.nio.charset.StandardCharsets.UTF_8))
                        .contains("kaldrix_maintenance_windows{state=\"active\"} 1.0")
                        .contains("kaldrix_maintenance_windows{state=\"upcoming\"} 1.0")
                        .containsPattern("kaldrix_alerts_held_back_total [1-9]"));
        assertThat(body(get(VIEWER, "/api/v1/incidents?state=open"))
                        .at("/items/0/heldBy")
                        .stringValue())
                .isEqualTo("maintenance");
    }
}
