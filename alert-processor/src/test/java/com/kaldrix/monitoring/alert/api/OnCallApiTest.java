package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.work.Work;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Schedules through the door. Time stands at 2026-03-01T12:00Z, a Sunday; Ada hands over to Ben on Monday at 09:00 in Berlin. */
class OnCallApiTest extends ApiTest {
    private static final String SCHEDULES = "/api/v1/schedules";
    private static final String OVERRIDES = SCHEDULES + "/primary/overrides";

    private final Work coverage;
    private int before;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    OnCallApiTest(@Qualifier("coverageWatch") Work coverage) {
        this.coverage = coverage;
    }

    private JsonNode onCall(String query) {
        MvcTestResult result = get(VIEWER, "/api/v1/on-call" + query);
        assertThat(result).hasStatus(200);
        return body(result).at("/items/0");
    }

    private JsonNode override(String person, String from, String to) {
        MvcTestResult result = post(
                RESPONDER,
                OVERRIDES,
                json.writeValueAsString(java.util.Map.of("person", person, "from", from, "to", to)));
        assertThat(result).hasStatus(201);
        return body(result);
    }

    private static List<String> errors(JsonNode problem) {
        List<String> fields = new ArrayList<>();
        problem.get("errors").forEach(error -> fields.add(error.get("field").stringValue()));
        return fields;
    }

    @Test
    void saysWhoIsOnCallNowAndThen() {
        JsonNode now = onCall("");
        assertThat(now.get("schedule").stringValue()).isEqualTo("primary");
        assertThat(now.at("/teams/0").stringValue()).isEqualTo("core");
        assertThat(now.at("/person/name").stringValue()).isEqualTo("Ada Lovelace");
        assertThat(now.get("source").stringValue()).isEqualTo("weekly");
        assertThat(now.get("until").stringValue()).isEqualTo("2026-03-02T08:00:00Z");

        assertThat(onCall("?at=2026-03-02T08:00:00Z").at("/person/id").stringValue())
                .isEqualTo("ben");
        JsonNode gap = onCall("?at=2026-02-23T07:00:00Z");
        assertThat(gap.has("person")).isFalse();
        assertThat(gap.get("until").stringValue()).isEqualTo("2026-02-23T08:00:00Z");
        assertThat(get(VIEWER, "/api/v1/on-call?att=x")).hasStatus(400);
    }

    @Test
    void theOverrideMadeLastHoldsUntilItIsEnded() {
        override("ben", "2026-03-01T12:00:00Z", "2026-03-01T18:00:00Z");
        JsonNode last = override("ada", "2026-03-01T13:00:00Z", "2026-03-01T14:00:00Z");

        assertThat(onCall("").at("/person/id").stringValue()).isEqualTo("ben");
        assertThat(onCall("").get("source").stringValue()).isEqualTo("override");
        assertThat(onCall("?at=2026-03-01T13:30:00Z").at("/person/id").stringValue())
                .isEqualTo("ada");
        assertThat(body(get(VIEWER, OVERRIDES)).get("items")).hasSize(2);

        String id = last.get("id").stringValue();
        assertThat(call(RESPONDER, HttpMethod.DELETE, OVERRIDES + "/" + id, null))
                .hasStatus(204);
        assertThat(onCall("?at=2026-03-01T13:30:00Z").at("/person/id").stringValue())
                .isEqualTo("ben");
        assertThat(call(RESPONDER, HttpMethod.DELETE, OVERRIDES + "/" + id, null))
                .hasStatus(404);
        assertThat(audited()).containsExactly("schedule.override", "schedule.override", "schedule.end-override");
    }

    @Test
    void anOverrideThatHoldsIsCutShort() {
        JsonNode made = override("ben", "2026-03-01T12:00:00Z", "2026-03-01T18:00:00Z");
        clock.advance(Duration.ofHours(1));
        String uri = OVERRIDES + "/" + made.get("id").stringValue();

        assertThat(call(RESPONDER, HttpMethod.DELETE, uri, null)).hasStatus(204);
        assertThat(call(RESPONDER, HttpMethod.DELETE, uri, null)).hasStatus(204);

        assertThat(onCall("").at("/person/id").stringValue()).isEqualTo("ada");
        assertThat(onCall("?at=2026-03-01T12:30:00Z").at("/person/id").stringValue())
                .isEqualTo("ben");
        assertThat(audited()).containsExactly("schedule.override", "schedule.end-override");
    }

    @BeforeEach
    void remember() {
        before = actions().size();
    }

    /** What the test has done so far; the audit log forgets nothing between tests. */
    private List<String> audited() {
        List<String> actions = actions();
        return actions.subList(before, actions.size());
    }

    private List<String> actions() {
        return jdbc.sql("select action from audit_log where action like 'schedule.%' order by id")
                .query(String.class)
                .list();
    }

    /** Without a token. */
    private MvcTestResult open(String uri) {
        return mvc.get().uri(java.net.URI.create(uri)).exchange();
    }

    @Test
    void namesAllThatIsWrongWithAnOverride() {
        MvcTestResult wrong = post(RESPONDER, OVERRIDES, "{\"person\":\"eve\",\"to\":\"2026-03-01T11:00:00Z\"}");
        assertThat(wrong).hasStatus(400);
        assertThat(errors(body(wrong))).containsExactly("/person", "/to");
        assertThat(errors(body(post(RESPONDER, OVERRIDES, "{\"person\":\"ben\",\"to\":\"2028-03-01T11:00:00Z\"}"))))
                .containsExactly("/to");
        assertThat(post(VIEWER, OVERRIDES, "{\"person\":\"ben\",\"to\":\"2026-03-01T18:00:00Z\"}"))
                .hasStatus(403);
        assertThat(post(
                        RESPONDER,
                        SCHEDULES + "/none/overrides",
                        "{\"person\":\"ben\",\"to\":\"2026-03-01T18:00:00Z\"}"))
                .hasStatus(404);
    }

    private static final String EDIT = """
            {"timeZone":"UTC","layers":[{"name":"nights","people":["ben"],"rotation":"daily","start":"2026-02-23T09:00",
             "hours":[{"days":["sunday"],"from":"10:00","to":"13:00"}]}]}
            """;

    @Test
    void anEditHoldsInPlaceOfTheFileUntilItIsTakenBack() {
        assertThat(call(ADMIN, HttpMethod.PUT, SCHEDULES + "/primary", EDIT)).hasStatus(200);
        JsonNode shown = body(get(VIEWER, SCHEDULES)).at("/items/0");
        assertThat(shown.get("editedBy").stringValue()).isEqualTo("root");
        assertThat(shown.at("/definition/layers/0/hours/0/days/0").stringValue())
                .isEqualTo("sunday");
        assertThat(onCall("").at("/person/id").stringValue()).isEqualTo("ben");

        JsonNode shifts = body(get(VIEWER, SCHEDULES + "/primary/shifts?to=2026-03-01T14:00:00Z"));
        assertThat(shifts.at("/shifts/0/to").stringValue()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(shifts.at("/gaps/0/from").stringValue()).isEqualTo("2026-03-01T13:00:00Z");

        assertThat(call(ADMIN, HttpMethod.DELETE, SCHEDULES + "/primary", null)).hasStatus(204);
        assertThat(onCall("").at("/person/id").stringValue()).isEqualTo("ada");
        assertThat(audited()).containsExactly("schedule.edit", "schedule.restore");
    }

    @Test
    void namesAllThatIsWrongWithAnEdit() {
        MvcTestResult wrong = call(ADMIN, HttpMethod.PUT, SCHEDULES + "/primary", """
                {"timeZone":"Mars","layers":[
                  {"name":"a","people":["eve"],"rotation":"often","start":"2026-02-30T09:00","until":"x",
                   "hours":[{"days":["caturday"],"from":"24:00","to":"00:00"}]},
                  {"name":"a","people":["ada"],"rotation":"daily","start":"2026-02-23T09:00"}]}
                """);
        assertThat(wrong).hasStatus(400);
        assertThat(errors(body(wrong)))
                .containsExactly(
                        "/timeZone",
                        "/layers/0/people/0",
                        "/layers/0/rotation",
                        "/layers/0/start",
                        "/layers/0/until",
                        "/layers/0/hours/0/days",
                        "/layers/0/hours/0/from",
                        "/layers/0/hours/0/to",
                        "/layers/1/name");
        assertThat(call(ADMIN, HttpMethod.PUT, SCHEDULES + "/none", EDIT)).hasStatus(404);
        assertThat(get(VIEWER, SCHEDULES + "/primary/shifts?to=2026-01-01T00:00:00Z"))
                .hasStatus(400);
        assertThat(get(VIEWER, SCHEDULES + "/primary/shifts?to=2028-01-01T00:00:00Z"))
                .hasStatus(400);
    }

    @Test
    void aCalendarIsOpenToWhoeverHasItsAddressAndToNobodyElse() {
        String address = body(get(VIEWER, SCHEDULES)).at("/items/0/calendar").stringValue();
        String uri = address.replaceAll(".*(?=/calendars)", "");

        MvcTestResult feed = open(uri);
        assertThat(feed).hasStatus(200);
        assertThat(feed.getResponse().getContentType()).startsWith("text/calendar");
        String text = new String(feed.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .contains("DTSTART:20260302T080000Z\r\nDTEND:20260309T080000Z\r\nSUMMARY:ben on call (primary)\r\n")
                // After the clocks have gone forward.
                .contains("DTSTART:20260330T070000Z\r\n");
        assertThat(text.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(75));

        assertThat(open("/calendars/primary.ics?key=wrong")).hasStatus(404);
        assertThat(open(uri.replace("primary", "other"))).hasStatus(404);
        assertThat(open("/calendars/primary.ics")).hasStatus(400);
    }

    @Test
    void aGapWithinAWeekIsOneAlertAndOverWhenItIsClosed() {
        coverage.run(() -> {});
        assertThat(gapAlerts()).isEmpty();

        assertThat(call(ADMIN, HttpMethod.PUT, SCHEDULES + "/primary", EDIT)).hasStatus(200);
        coverage.run(() -> {});
        coverage.run(() -> {});
        assertThat(gapAlerts()).hasSize(1);
        assertThat(meters.get("kaldrix_on_call_uncovered_seconds")
                        .tag("schedule", "primary")
                        .gauge()
                        .value())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofDays(7).toSeconds());
        JsonNode alert = gapAlerts().getFirst();
        assertThat(alert.get("severity").stringValue()).isEqualTo("P3");
        assertThat(alert.at("/annotations/summary").stringValue())
                .isEqualTo("Nobody is on call by primary from 2026-03-01T13:00:00Z");

        clock.advance(Duration.ofMinutes(1));
        assertThat(call(ADMIN, HttpMethod.DELETE, SCHEDULES + "/primary", null)).hasStatus(204);
        coverage.run(() -> {});
        assertThat(gapAlerts()).isEmpty();
    }

    private List<JsonNode> gapAlerts() {
        List<JsonNode> found = new ArrayList<>();
        body(get(VIEWER, "/api/v1/alerts?state=firing")).get("items").forEach(alert -> {
            if (alert.at("/labels/alertname").stringValue().equals("OnCallGap")) {
                found.add(alert);
            }
        });
        return found;
    }
}
