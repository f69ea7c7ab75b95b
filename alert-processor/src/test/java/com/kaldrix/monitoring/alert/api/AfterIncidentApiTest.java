package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.cloudwatch.InsufficientData;
import com.kaldrix.monitoring.alert.intake.queue.MessageReader;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** What was changed, what is learnt, and how often people are called. The clock stands at 12:00 on 2026-03-01. */
class AfterIncidentApiTest extends ApiTest {
    private static final String CHANGES = "/api/v1/changes";

    @Autowired
    private Intake intake;

    private static String deployment(String title, String at, String more) {
        return "{\"title\":\"%s\",\"service\":\"gateway\",\"at\":\"%s\"%s}".formatted(title, at, more);
    }

    private List<String> changes(String query) {
        return body(get(VIEWER, CHANGES + query))
                .get("items")
                .valueStream()
                .map(change -> change.get("title").stringValue())
                .toList();
    }

    private String outage() {
        fire("alertname=Outage,region=eu-west-1,severity=P0,component=db");
        clock.advance(Duration.ofSeconds(10));
        work();
        return incident();
    }

    @Test
    void aChangeIsRecordedOnceForItsKey() {
        MvcTestResult first = post(INGEST, CHANGES, deployment("v1", "2026-03-01T11:00:00Z", ",\"key\":\"build-1\""));
        assertThat(first).hasStatus(201);
        MvcTestResult again =
                post(RESPONDER, CHANGES, deployment("v1b", "2026-03-01T11:01:00Z", ",\"key\":\"build-1\""));
        assertThat(body(again).get("id")).isEqualTo(body(first).get("id"));
        assertThat(body(first).get("by").stringValue()).isEqualTo("prometheus");
        assertThat(body(first).get("kind").stringValue()).isEqualTo("deployment");
        post(
                INGEST,
                CHANGES,
                deployment("v2", "2026-03-01T11:30:00Z", ",\"region\":\"us-east-1\",\"kind\":\"rollback\""));
        post(INGEST, CHANGES, deployment("v3", "2026-03-01T11:30:00Z", ",\"region\":\"eu-west-1\""));

        assertThat(changes("")).hasSize(3).last().isEqualTo("v1");
        assertThat(changes("?region=eu-west-1")).containsExactly("v3", "v1");
        assertThat(changes("?service=gateway&to=2026-03-01T11:30:00Z")).containsExactly("v1");
        assertThat(changes("?service=other")).isEmpty();
        JsonNode page = body(get(VIEWER, CHANGES + "?limit=2"));
        assertThat(changes("?limit=2&cursor=" + page.get("next").stringValue())).containsExactly("v1");
        assertThat(jdbc.sql(
                                "select count(*) from audit_log where action = 'change.record' and outcome = 'done' and target = :target")
                        .param("target", "change/" + body(first).get("id").stringValue())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | /title",
                "{\"title\":\" \"} | /title",
                "{\"title\":\"v\",\"kind\":\"A b\"} | /kind",
                "{\"title\":\"v\",\"region\":\"europe\"} | /region",
                "{\"title\":\"v\",\"at\":\"2027-01-01T00:00:00Z\"} | /at",
                "{\"title\":\"v\",\"url\":\"javascript:x\"} | /url",
                "{\"title\":\"v\\u0000\"} | /title",
                "{\"title\":\"v\",\"what\":1} | /what"
            })
    void saysWhatIsWrongWithAChange(String text, String field) {
        MvcTestResult refused = post(INGEST, CHANGES, text);
        assertThat(refused).hasStatus(400);
        assertThat(body(refused).toString()).contains("\"" + field + "\"");
    }

    @Test
    void mayNotBeRecordedByWhoOnlyReads() {
        assertThat(post(VIEWER, CHANGES, deployment("v1", "2026-03-01T11:00:00Z", "")))
                .hasStatus(403);
    }

    @Test
    void aCallOfAwsThatChangesSomethingIsAChangeAndNoAlert() throws IOException {
        String event = Files.readString(Path.of("src/test/resources/intake/cloudtrail/api-call.json"));
        for (String message : List.of("one", "one", "two")) {
            Reading reading = read(event);
            intake.accept(message, ((Reading.Changed) reading).change());
        }

        JsonNode found = body(get(VIEWER, CHANGES)).get("items");
        assertThat(found.size()).isOne();
        assertThat(found.get(0).get("title").stringValue()).isEqualTo("UpdateService of ecs by ada");
        assertThat(found.get(0).get("region").stringValue()).isEqualTo("eu-west-1");
        assertThat(found.get(0).get("at").stringValue()).isEqualTo("2026-03-01T11:39:58Z");
        assertThat(read(event.replace("\"readOnly\": false", "\"readOnly\": true")))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(read(event.replace("\"readOnly\": false", "\"errorCode\": \"AccessDenied\"")))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(read(event.replace("\"eventName\"", "\"name\"")))
                .isInstanceOfSatisfying(
                        Reading.Poison.class,
                        poison -> assertThat(poison.reason()).contains("detail.eventName is missing"));
    }

    private Reading read(String event) {
        return MessageReader.of(InsufficientData.KEEP, List.of(), clock)
                .read(SnsEnvelope.unwrap(event, Map.of(), "message"));
    }

    @Test
    void aReviewShowsWhatWasChangedBeforeAndWhatHappened() {
        post(INGEST, CHANGES, deployment("too old", "2026-03-01T09:59:00Z", ""));
        post(INGEST, CHANGES, deployment("v1 |<b>*", "2026-03-01T11:00:00Z", ",\"region\":\"eu-west-1\""));
        post(INGEST, CHANGES, deployment("elsewhere", "2026-03-01T11:10:00Z", ",\"region\":\"us-east-1\""));
        String id = outage();
        clock.advance(Duration.ofMinutes(5));
        assertThat(post(RESPONDER, "/api/v1/incidents/" + id + "/acknowledge", null))
                .hasStatus(200);
        clock.advance(Duration.ofMinutes(5));
        assertThat(post(RESPONDER, "/api/v1/incidents/" + id + "/resolve", null))
                .hasStatus(200);
        String url = "/api/v1/incidents/" + id + "/review";
        post(RESPONDER, url + "/actions", "{\"text\":\"Add a limit\",\"owner\":\"ada\",\"dueOn\":\"2026-03-15\"}");

        JsonNode review = body(get(VIEWER, url));
        assertThat(review.at("/incident/acknowledgedBy").stringValue()).isEqualTo("alice");
        assertThat(review.at("/incident/acknowledgedAfter").asInt()).isEqualTo(310);
        assertThat(review.at("/incident/resolvedAfter").asInt()).isEqualTo(610);
        assertThat(review.get("changes").size()).isOne();
        assertThat(review.get("timeline")
                        .valueStream()
                        .map(entry -> entry.get("kind").stringValue()))
                .contains("opened", "acknowledged", "resolved");

        MvcTestResult page = mvc.get()
                .uri(url)
                .header("Authorization", "Bearer " + VIEWER)
                .header("Accept", "text/markdown")
                .exchange();
        assertThat(page).hasStatus(200).hasContentTypeCompatibleWith("text/markdown");
        assertThat(page)
                .bodyText()
                .startsWith("# Review: ")
                .contains("| Acknowledged | 2026-03-01 12:05:10 UTC, after 5 min, by alice |")
                .contains("| Resolved | 2026-03-01 12:10:10 UTC, after 10 min, by alice |")
                .contains("- 2026-03-01 11:00:00 UTC, deployment: v1 \\|\\<b\\>\\* (gateway), by prometheus\n")
                .doesNotContain("too old")
                .doesNotContain("elsewhere")
                .contains("- [ ] Add a limit (ada, until 2026-03-15)");
        assertThat(get(VIEWER, "/api/v1/incidents/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e/review"))
                .hasStatus(404);
    }

    @Test
    void anActionItemHasAnOwnerAndIsDoneOnce() {
        String url = "/api/v1/incidents/" + outage() + "/review/actions";
        assertThat(post(VIEWER, url, "{\"text\":\"x\",\"owner\":\"ada\"}")).hasStatus(403);
        MvcTestResult stranger = post(RESPONDER, url, "{\"text\":\"x\",\"owner\":\"eve\"}");
        assertThat(stranger).hasStatus(400);
        assertThat(body(stranger).toString()).contains("/owner").contains("is not among the people");
        assertThat(post(RESPONDER, url, "{\"text\":\"\",\"owner\":\"\"}")).hasStatus(400);
        for (String day : new String[] {"+10000-01-01", "1969-12-31", "-0001-01-01"}) {
            MvcTestResult never = post(RESPONDER, url, "{\"text\":\"x\",\"owner\":\"ada\",\"dueOn\":\"" + day + "\"}");
            assertThat(never).as(day).hasStatus(400);
            assertThat(body(never).toString()).as(day).contains("/dueOn");
        }

        JsonNode made = body(post(RESPONDER, url, "{\"text\":\"Add a limit\",\"owner\":\"ada\"}"));
        String item = url + "/" + made.get("id").stringValue();
        JsonNode done =
                body(call(RESPONDER, HttpMethod.PUT, item, "{\"text\":\"Add it\",\"owner\":\"ben\",\"done\":true}"));
        assertThat(done.get("doneAt").stringValue()).isEqualTo("2026-03-01T12:00:10Z");
        clock.advance(Duration.ofHours(1));
        assertThat(body(call(RESPONDER, HttpMethod.PUT, item, "{\"text\":\"Add it\",\"owner\":\"ben\",\"done\":true}")))
                .isEqualTo(done);
        assertThat(call(RESPONDER, HttpMethod.DELETE, item, null)).hasStatus(204);
        assertThat(call(RESPONDER, HttpMethod.DELETE, item, null)).hasStatus(404);
        assertThat(call(RESPONDER, HttpMethod.PUT, item, "{\"text\":\"x\",\"owner\":\"ben\"}"))
                .hasStatus(404);
        assertThat(jdbc.sql(
                                "select action from audit_log where action like 'review.%' and outcome = 'done' order by id desc limit 4")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "review.remove-action", "review.change-action", "review.change-action", "review.add-action");
    }

    @Test
    void pagesAreCountedByRuleAndByPerson() {
        String id = outage();
        int paged = jdbc.sql("update delivery set state = 'delivered' where channel like 'pagerduty:%'")
                .update();
        assertThat(paged).isOne();
        clock.advance(Duration.ofMinutes(2));
        post(RESPONDER, "/api/v1/incidents/" + id + "/acknowledge", null);

        JsonNode load = body(get(VIEWER, "/api/v1/page-load?by=rule&from=2026-02-22T12:02:10Z"));
        assertThat(load.get("items").toString())
                .isEqualTo("[{\"name\":\"Outage\",\"pages\":1,\"pagesPerWeek\":1.0,\"atNight\":0,\"acknowledged\":1,"
                        + "\"acknowledgedIn\":120,\"resolvedByItself\":0}]");
        assertThat(body(get(VIEWER, "/api/v1/page-load")).get("items").size()).isZero();

        jdbc.sql("update delivery set receiver = 'person:ada'").update();
        assertThat(body(get(VIEWER, "/api/v1/page-load")).at("/items/0/name").stringValue())
                .isEqualTo("ada");
        assertThat(body(get(VIEWER, "/api/v1/page-load?by=team"))
                        .at("/items/0/name")
                        .stringValue())
                .isEqualTo("core");
        assertThat(get(VIEWER, "/api/v1/page-load?by=day")).hasStatus(400);
        assertThat(get(VIEWER, "/api/v1/page-load?from=2026-03-02T00:00:00Z")).hasStatus(400);
        assertThat(get(VIEWER, "/api/v1/page-load?from=2020-03-02T00:00:00Z")).hasStatus(400);
    }
}
