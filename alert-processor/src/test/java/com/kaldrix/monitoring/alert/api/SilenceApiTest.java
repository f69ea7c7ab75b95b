package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

/** Silences through Alertmanager's door. What is expected was seen to be answered by Debian's Alertmanager 0.25. */
class SilenceApiTest extends ApiTest {
    private static final String UNKNOWN = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";

    private String body(Map<String, Object> changes) {
        Map<String, Object> body = new TreeMap<>(Map.of(
                "comment", "a reason",
                "createdBy", "ada",
                "startsAt", START.toString(),
                "endsAt", START.plus(Duration.ofHours(2)).toString(),
                "matchers", List.of(matcher("alertname", "A"))));
        body.putAll(changes);
        return json.writeValueAsString(body);
    }

    private static Map<String, Object> matcher(String name, String value) {
        return Map.of("name", name, "value", value, "isRegex", false, "isEqual", true);
    }

    private String create(Map<String, Object> changes) {
        MvcTestResult result = post(RESPONDER, "/api/v2/silences", body(changes));
        assertThat(result).hasStatus(200);
        return body(result).get("silenceID").stringValue();
    }

    private JsonNode show(String id) {
        MvcTestResult result = get(VIEWER, "/api/v2/silence/" + id);
        assertThat(result).hasStatus(200);
        return body(result);
    }

    private static String state(JsonNode silence) {
        return silence.at("/status/state").stringValue();
    }

    @Test
    void warnsOfMatchersThatAreBroad() {
        for (int i = 0; i < 51; i++) {
            fire("alertname=A,pod=" + i);
        }
        MvcTestResult broad = post(RESPONDER, "/api/v2/silences", body(Map.of()));
        MvcTestResult narrow =
                post(RESPONDER, "/api/v2/silences", body(Map.of("matchers", List.of(matcher("pod", "7")))));

        assertThat(broad).hasStatus(200);
        assertThat(broad.getResponse().getHeader("Kaldrix-Warning")).contains("51 alerts", "more than 50");
        assertThat(narrow).hasStatus(200);
        assertThat(narrow.getResponse().getHeader("Kaldrix-Warning")).isNull();
    }

    @Test
    void isShownAsAlertmanagerShowsIt() {
        String id = create(Map.of(
                "startsAt",
                "2026-03-01T13:00:00.123456+01:00",
                "matchers",
                List.of(
                        Map.of("name", "b", "value", "x|y", "isRegex", true, "isEqual", false),
                        Map.of("name", "a ü", "value", "ü\"\n", "isRegex", false))));

        assertThat(show(id).toString()).isEqualTo("""
                {"id":"%s","status":{"state":"active"},"updatedAt":"2026-03-01T12:00:00.000Z","comment":"a reason",\
                "createdBy":"ada","endsAt":"2026-03-01T14:00:00.000Z","matchers":[\
                {"isEqual":false,"isRegex":true,"name":"b","value":"x|y"},\
                {"isEqual":true,"isRegex":false,"name":"a ü","value":"ü\\"\\n"}],\
                "startsAt":"2026-03-01T12:00:00.123Z"}""".formatted(id).replace("\"active\"", "\"pending\""));
    }

    @Test
    void oneThatWouldHaveBegunAlreadyBeginsNow() {
        assertThat(show(create(Map.of("startsAt", "2020-01-01T00:00:00Z")))
                        .get("startsAt")
                        .stringValue())
                .isEqualTo("2026-03-01T12:00:00.000Z");
    }

    @Test
    void isPendingThenActiveThenExpired() {
        String id = create(Map.of("startsAt", START.plusSeconds(60).toString()));
        assertThat(state(show(id))).isEqualTo("pending");
        clock.set(START.plusSeconds(60));
        assertThat(state(show(id))).isEqualTo("active");
        clock.set(START.plus(Duration.ofHours(2)));
        assertThat(state(show(id))).isEqualTo("expired");
    }

    @Test
    void keepsItsIdentityWhereOnlyTimesChange() {
        String id = create(Map.of());
        clock.advance(Duration.ofMinutes(1));
        String same = create(
                Map.of("id", id, "endsAt", START.plus(Duration.ofHours(5)).toString(), "comment", "longer"));

        assertThat(same).isEqualTo(id);
        JsonNode shown = show(id);
        assertThat(shown.get("endsAt").stringValue()).isEqualTo("2026-03-01T17:00:00.000Z");
        assertThat(shown.get("startsAt").stringValue()).isEqualTo("2026-03-01T12:00:00.000Z");
        assertThat(shown.get("updatedAt").stringValue()).isEqualTo("2026-03-01T12:01:00.000Z");
        assertThat(shown.get("comment").stringValue()).isEqualTo("longer");
    }

    @Test
    void isExpiredAndMadeAnewWhereMoreChanges() {
        String id = create(Map.of());
        clock.advance(Duration.ofMinutes(1));
        String other = create(Map.of("id", id, "matchers", List.of(matcher("alertname", "B"))));

        assertThat(other).isNotEqualTo(id);
        assertThat(state(show(id))).isEqualTo("expired");
        assertThat(state(show(other))).isEqualTo("active");
        assertThat(show(other).get("startsAt").stringValue()).isEqualTo("2026-03-01T12:01:00.000Z");
    }

    @Test
    void oneThatIsOverIsMadeAnew() {
        String id = create(Map.of());
        assertThat(call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/" + id, null))
                .hasStatus(200);
        String again = create(Map.of("id", id));

        assertThat(again).isNotEqualTo(id);
        assertThat(state(show(id))).isEqualTo("expired");
        assertThat(state(show(again))).isEqualTo("active");
    }

    @Test
    void aChangeThatMakesNoSenseLeavesTheOldOneAsItWas() {
        String id = create(Map.of());
        assertThat(post(RESPONDER, "/api/v2/silences", body(Map.of("id", id, "matchers", List.of(matcher("a", ""))))))
                .hasStatus(400);
        assertThat(state(show(id))).isEqualTo("active");
    }

    @Test
    void endsAtOnceAndTwiceIsNoError() {
        String id = create(Map.of());
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 2; i++) {
            MvcTestResult ended = call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/" + id, null);
            assertThat(ended).hasStatus(200);
            assertThat(ended.getResponse().getContentAsByteArray()).isEmpty();
        }
        assertThat(state(show(id))).isEqualTo("expired");
        assertThat(show(id).get("endsAt").stringValue()).isEqualTo("2026-03-01T12:01:00.000Z");
    }

    @Test
    void oneThatHasNotBegunNeverDoes() {
        String id = create(Map.of("startsAt", START.plusSeconds(60).toString()));
        call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/" + id, null);
        assertThat(state(show(id))).isEqualTo("expired");
        assertThat(show(id).get("startsAt").stringValue()).isEqualTo("2026-03-01T12:00:00.000Z");
    }

    @Test
    void areListedByStateAndFoundByTheirVeryMatchers() {
        String over = create(Map.of());
        call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/" + over, null);
        String pending = create(Map.of("startsAt", START.plusSeconds(60).toString()));
        String longer = create(Map.of("endsAt", START.plus(Duration.ofHours(9)).toString()));
        String shorter = create(Map.of(
                "matchers", List.of(matcher("b", "c"), Map.of("name", "alertname", "value", "A.*", "isRegex", true))));

        assertThat(ids("")).containsExactly(shorter, longer, pending, over);
        assertThat(ids("?filter=b%3D%22c%22")).containsExactly(shorter);
        assertThat(ids("?filter=b%3D%22c%22&filter=alertname%3D~%22A.*%22")).containsExactly(shorter);
        assertThat(ids("?filter=alertname%3D%22A.*%22")).isEmpty();
        assertThat(text(get(VIEWER, "/api/v2/silences?filter=x"), 400)).isEqualTo("\"bad matcher format: x\"");
    }

    private List<String> ids(String query) {
        return body(get(VIEWER, "/api/v2/silences" + query))
                .valueStream()
                .map(silence -> silence.get("id").stringValue())
                .toList();
    }

    private static String text(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status);
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private String refusal(@Nullable String body, int status) {
        return text(post(RESPONDER, "/api/v2/silences", body), status);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAText() {
        assertThat(refusal(body(Map.of("matchers", List.of(matcher("a", "")))), 400))
                .isEqualTo("\"silence invalid: at least one matcher must not match the empty string\"");
        assertThat(refusal(body(Map.of("endsAt", START.toString())), 400))
                .isEqualTo("\"Failed to create silence: start time must be before end time\"");
        assertThat(refusal(body(Map.of("startsAt", "2020-01-01T00:00:00Z", "endsAt", "2021-01-01T00:00:00Z")), 400))
                .isEqualTo("\"Failed to create silence: end time can't be in the past\"");
        assertThat(refusal(body(Map.of("matchers", List.of(Map.of("name", "a", "value", "(", "isRegex", true)))), 400))
                .startsWith("\"silence invalid: invalid label matcher 0: ");
        assertThat(refusal(
                        body(Map.of(
                                "matchers",
                                List.of(Map.of("name", "a", "value", "((a{1000}){1000}){1000}", "isRegex", true)))),
                        400))
                .startsWith("\"silence invalid: invalid label matcher 0: ");
        assertThat(refusal(body(Map.of("comment", "\0")), 400))
                .isEqualTo("\"silence invalid: comment is no valid Unicode text without U+0000\"");
        assertThat(refusal(body(Map.of("matchers", List.of(matcher("", "x")))), 400))
                .startsWith("\"silence invalid: invalid label matcher 0: ");
        assertThat(refusal(body(Map.of("endsAt", "+10000-01-01T00:00:00Z")), 400))
                .contains("endsAt");
    }

    @Test
    void whatIsMissingIsRefusedWithCodeAndMessage() {
        assertThat(refusal("{}", 422))
                .isEqualTo("{\"code\":602,\"message\":\"comment in body is required;"
                        + " createdBy in body is required; endsAt in body is required; matchers in body is required;"
                        + " startsAt in body is required\"}");
        assertThat(refusal("", 422)).isEqualTo("{\"code\":602,\"message\":\"silence in body is required\"}");
        assertThat(refusal(body(Map.of("matchers", List.of(Map.of("name", "a", "value", "b")))), 422))
                .isEqualTo("{\"code\":602,\"message\":\"matchers.0.isRegex in body is required\"}");
        assertThat(refusal(body(Map.of("matchers", List.of())), 422))
                .isEqualTo("{\"code\":612,\"message\":\"matchers in body should have at least 1 items\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x",
                "[]",
                "1",
                "{\"matchers\":1}",
                "{\"matchers\":[1]}",
            })
    void whatIsNoSilenceIsRefusedWithCodeAndMessage(String body) {
        assertThat(refusal(body, 400))
                .startsWith("{\"code\":400,\"message\":\"parsing silence body from \\\"\\\" failed, because ");
    }

    @Test
    void fieldsOfAnotherKindAreRefusedByName() {
        assertThat(refusal(body(Map.of("comment", 1)), 400)).contains("comment is no text");
        assertThat(refusal(body(Map.of("startsAt", "yesterday")), 400)).contains("startsAt is no RFC 3339 time");
        assertThat(refusal(body(Map.of("matchers", List.of(Map.of("name", "a", "value", "b", "isRegex", "no")))), 400))
                .contains("matchers.0.isRegex is neither true nor false");
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        String wrong = "{\"code\":601,\"message\":\"silenceID in path must be of type uuid: \\\"abc\\\"\"}";
        assertThat(text(get(VIEWER, "/api/v2/silence/abc"), 422)).isEqualTo(wrong);
        assertThat(text(call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/abc", null), 422))
                .isEqualTo(wrong);
        assertThat(text(get(VIEWER, "/api/v2/silence/" + UNKNOWN), 404)).isEmpty();
        assertThat(text(call(RESPONDER, HttpMethod.DELETE, "/api/v2/silence/" + UNKNOWN, null), 404))
                .isEmpty();
        assertThat(refusal(body(Map.of("id", UNKNOWN)), 404)).isEqualTo("\"silence not found\"");
        assertThat(refusal(body(Map.of("id", "zz")), 404)).isEqualTo("\"silence not found\"");
    }

    @Test
    void whoMayNotIsRefusedAndWhoMayIsOnRecord() {
        assertThat(post(VIEWER, "/api/v2/silences", body(Map.of()))).hasStatus(403);
        assertThat(post(INGEST, "/api/v2/silences", body(Map.of()))).hasStatus(403);
        String id = create(Map.of("createdBy", "somebody else"));
        assertThat(call(VIEWER, HttpMethod.DELETE, "/api/v2/silence/" + id, null))
                .hasStatus(403);
        call(OTHER_RESPONDER, HttpMethod.DELETE, "/api/v2/silence/" + id, null);

        JsonNode entries =
                body(get(ADMIN, "/api/v1/audit?target=silence/" + id)).get("items");
        assertThat(entries.valueStream()
                        .map(entry -> entry.get("actor").stringValue() + " "
                                + entry.get("action").stringValue())
                        .toList())
                .containsExactly("bob silence.expire", "alice silence.create");
        assertThat(entries.get(1).at("/detail/createdBy").stringValue()).isEqualTo("somebody else");
        assertThat(jdbc.sql("select author from silence").query(String.class).single())
                .isEqualTo("alice");
    }

    @Test
    void aPreviewSaysWhatItWouldHoldBackAndWarnsOfBroadMatchers() {
        String[] alerts = new String[60];
        for (int i = 0; i < alerts.length; i++) {
            alerts[i] = "alertname=A" + i + ",component=db,region=eu-west-1";
        }
        fire(alerts);

        JsonNode broad = body(post(VIEWER, "/api/v1/silences:preview", "{\"matchers\":[\"component=db\"]}"));
        assertThat(broad.get("firing").asInt()).isEqualTo(60);
        assertThat(broad.get("warning").stringValue()).contains("60 alerts that fire now, more than 50");
        JsonNode narrow = body(post(VIEWER, "/api/v1/silences:preview", "{\"matchers\":[\"alertname=A1\"]}"));
        assertThat(narrow.get("firing").asInt()).isOne();
        assertThat(narrow.has("warning")).isFalse();
        for (String wrong :
                List.of("{}", "{\"matchers\":[]}", "{\"matchers\":[\"a=~\\\".*\\\"\"]}", "{\"matchers\":[\"==\"]}")) {
            MvcTestResult refused = post(VIEWER, "/api/v1/silences:preview", wrong);
            assertThat(refused).as(wrong).hasStatus(400);
            assertThat(body(refused).at("/errors/0/field").stringValue()).startsWith("/matchers");
        }
    }

    @Test
    void whoHasTakenTheIncidentAndWhatSomebodyWroteStandAmongTheAnnotations() {
        fire("alertname=A,region=eu-west-1", "alertname=B,region=us-east-1");
        String id = jdbc.sql("select id::text from incident where region = 'eu-west-1'")
                .query(String.class)
                .single();
        assertThat(post(RESPONDER, "/api/v1/incidents/" + id + "/acknowledge", null))
                .hasStatus(200);
        assertThat(post(RESPONDER, "/api/v1/incidents/" + id + "/note", "{\"text\":\"first\"}"))
                .hasStatus(200);
        assertThat(post(RESPONDER, "/api/v1/incidents/" + id + "/note", "{\"text\":\"second\"}"))
                .hasStatus(200);
        assertThat(post(RESPONDER, "/api/v1/incidents/" + id + "/snooze", "{\"untilResolved\":true}"))
                .hasStatus(200);

        JsonNode taken = body(get(VIEWER, "/api/v2/alerts?filter=alertname=A")).at("/0/annotations");
        assertThat(taken.get("kaldrix_incident").stringValue()).isEqualTo(id);
        assertThat(taken.get("kaldrix_acknowledged_by").stringValue()).isEqualTo("alice");
        assertThat(taken.get("kaldrix_note").stringValue()).isEqualTo("second");
        assertThat(taken.get("kaldrix_snoozed_until").stringValue()).isEqualTo("resolved");
        assertThat(body(get(VIEWER, "/api/v2/alerts?filter=alertname=B"))
                        .at("/0/annotations")
                        .size())
                .isZero();
    }
}
