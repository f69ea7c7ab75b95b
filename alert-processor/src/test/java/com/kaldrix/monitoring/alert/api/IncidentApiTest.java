package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class IncidentApiTest extends ApiTest {
    private static final String INCIDENTS = "/api/v1/incidents";

    private List<String> titles(String query) {
        MvcTestResult result = get(VIEWER, INCIDENTS + query);
        assertThat(result).as(query).hasStatus(200);
        return body(result)
                .get("items")
                .valueStream()
                .map(item -> item.get("title").stringValue())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void threeIncidents() {
        fire("alertname=SlowDisk,region=us-east-1,severity=P2");
        clock.advance(Duration.ofMinutes(1));
        fire("alertname=Outage,region=eu-west-1,severity=P0", "alertname=SlowNet,region=eu-west-1,severity=P2");
        clock.advance(Duration.ofMinutes(1));
        fire("alertname=100%_Full,region=us-west-2,severity=P1");
    }

    @Test
    void listsTheNewestFirst() {
        threeIncidents();

        assertThat(titles(""))
                .containsExactly("100%_Full (us-west-2)", "Outage, SlowNet (eu-west-1)", "SlowDisk (us-east-1)");
        JsonNode first =
                body(get(VIEWER, INCIDENTS + "?region=eu-west-1")).get("items").get(0);
        assertThat(first.get("state").stringValue()).isEqualTo("open");
        assertThat(first.get("severity").stringValue()).isEqualTo("P0");
        assertThat(first.get("openedAt").stringValue()).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(first.get("alerts").toString()).isEqualTo("{\"firing\":2,\"total\":2}");
    }

    @Test
    void filters() {
        threeIncidents();
        String outage = jdbc.sql("select id::text from incident where region = 'eu-west-1'")
                .query(String.class)
                .single();
        assertThat(post(RESPONDER, INCIDENTS + "/" + outage + "/acknowledge", null))
                .hasStatus(200);

        assertThat(titles("?state=open")).containsExactly("100%_Full (us-west-2)", "SlowDisk (us-east-1)");
        assertThat(titles("?state=acknowledged&state=resolved")).containsExactly("Outage, SlowNet (eu-west-1)");
        assertThat(titles("?severity=P1&severity=P2")).containsExactly("100%_Full (us-west-2)", "SlowDisk (us-east-1)");
        assertThat(titles("?receiver=database-team")).isEmpty();
        assertThat(titles("?q=SLOW")).containsExactly("Outage, SlowNet (eu-west-1)", "SlowDisk (us-east-1)");
        assertThat(titles("?q=" + encoded("%_"))).containsExactly("100%_Full (us-west-2)");
        assertThat(titles("?from=2026-03-01T12:01:00Z&to=2026-03-01T12:02:00Z"))
                .containsExactly("Outage, SlowNet (eu-west-1)");
        assertThat(titles("?filter=" + encoded("{region=~\"us-.*\"}") + "&filter=" + encoded("region!=us-east-1")))
                .containsExactly("100%_Full (us-west-2)");
    }

    @Test
    void sorts() {
        threeIncidents();
        String oldest = jdbc.sql("select id::text from incident where region = 'us-east-1'")
                .query(String.class)
                .single();
        clock.advance(Duration.ofMinutes(1));
        assertThat(post(RESPONDER, INCIDENTS + "/" + oldest + "/note", "{\"text\":\"looked at it\"}"))
                .hasStatus(200);

        assertThat(titles("?order=asc"))
                .containsExactly("SlowDisk (us-east-1)", "Outage, SlowNet (eu-west-1)", "100%_Full (us-west-2)");
        assertThat(titles("?sort=severity"))
                .containsExactly("Outage, SlowNet (eu-west-1)", "100%_Full (us-west-2)", "SlowDisk (us-east-1)");
        assertThat(titles("?sort=updated"))
                .containsExactly("SlowDisk (us-east-1)", "100%_Full (us-west-2)", "Outage, SlowNet (eu-west-1)");
    }

    @Test
    void pagesStayRightWhileIncidentsAreOpened() {
        for (String sort : new String[] {"openedAt", "severity", "updated"}) {
            for (String order : new String[] {"asc", "desc"}) {
                empty();
                for (int i = 0; i < 7; i++) {
                    fire("alertname=A" + i + ",region=eu-west-" + (i + 1) + ",severity=P" + i % 3);
                }
                String query = "?limit=3&sort=" + sort + "&order=" + order;
                List<String> seen = new ArrayList<>();
                JsonNode page = body(get(VIEWER, INCIDENTS + query));
                for (int pages = 1; ; pages++) {
                    page.get("items").forEach(item -> seen.add(item.get("title").stringValue()));
                    if (!page.has("next")) {
                        assertThat(pages).isGreaterThanOrEqualTo(3);
                        break;
                    }
                    fire("alertname=Late" + pages + ",region=ap-south-" + pages + ",severity=P0");
                    page = body(get(
                            VIEWER,
                            INCIDENTS + query + "&cursor=" + page.get("next").stringValue()));
                }
                assertThat(seen.stream().filter(title -> title.startsWith("A")).toList())
                        .as(query)
                        .hasSize(7)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void pagesByMatchersAsWell() {
        for (int i = 0; i < 9; i++) {
            fire("alertname=A" + i + ",region=" + (i % 2 == 0 ? "eu" : "us") + "-west-" + (i + 1) + ",severity=P2");
        }
        String query = "?limit=2&filter=" + encoded("region=~\"eu-.*\"");
        List<String> seen = new ArrayList<>();
        JsonNode page = body(get(VIEWER, INCIDENTS + query));
        while (true) {
            page.get("items").forEach(item -> seen.add(item.get("region").stringValue()));
            if (!page.has("next")) {
                break;
            }
            page = body(get(
                    VIEWER, INCIDENTS + query + "&cursor=" + page.get("next").stringValue()));
        }
        assertThat(seen).containsExactly("eu-west-9", "eu-west-7", "eu-west-5", "eu-west-3", "eu-west-1");
    }

    @Test
    void showsAllOfOne() {
        fire(
                "alertname=Outage,region=eu-west-1,severity=P0,instance=a",
                "alertname=Outage,region=eu-west-1,severity=P1,instance=b");
        clock.advance(Duration.ofSeconds(10));
        work();

        JsonNode shown = body(get(VIEWER, INCIDENTS + "/" + incident()));
        assertThat(shown.at("/incident/title").stringValue()).isEqualTo("Outage ×2 (eu-west-1)");
        assertThat(shown.at("/incident/toldAt").stringValue()).isEqualTo("2026-03-01T12:00:10Z");
        assertThat(shown.at("/group/labels/region").stringValue()).isEqualTo("eu-west-1");
        assertThat(shown.at("/escalation/policy").stringValue()).isEqualTo("urgent");
        assertThat(shown.at("/escalation/next/at").stringValue()).isEqualTo("2026-03-01T12:05:10Z");
        assertThat(shown.at("/escalation/next/receivers/0").stringValue()).isEqualTo("database-team");
        assertThat(shown.at("/escalation/next/title").stringValue()).isEqualTo("Database team");
        assertThat(shown.get("alerts")
                        .valueStream()
                        .map(alert -> alert.at("/alert/labels/instance").stringValue()))
                .containsExactly("a", "b");
        assertThat(shown.at("/alerts/0/alert/status").stringValue()).isEqualTo("firing");
        assertThat(shown.get("notifications")
                        .valueStream()
                        .map(told -> told.get("integration").stringValue() + " "
                                + told.get("pending").intValue()))
                .containsExactlyInAnyOrder("on-call/webhook[0] 1", "on-call/slack[0] 1");
    }

    @Test
    void showsTheTimelineInPages() {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        String timeline = INCIDENTS + "/" + incident() + "/timeline";
        for (String text : new String[] {"one", "two", "three"}) {
            assertThat(post(RESPONDER, INCIDENTS + "/" + incident() + "/note", "{\"text\":\"" + text + "\"}"))
                    .hasStatus(200);
        }

        JsonNode first = body(get(VIEWER, timeline + "?limit=2"));
        JsonNode second = body(
                get(VIEWER, timeline + "?limit=2&cursor=" + first.get("next").stringValue()));
        assertThat(first.get("items").get(0).get("kind").stringValue()).isEqualTo("opened");
        assertThat(first.get("items").get(1).get("text").stringValue()).isEqualTo("one");
        assertThat(first.get("items").get(1).get("actor").stringValue()).isEqualTo("alice");
        assertThat(second.get("items").get(1).get("text").stringValue()).isEqualTo("three");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void twoWhoAcknowledgeAtOnceBothSucceedWithOneEffect() throws Exception {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        String uri = INCIDENTS + "/" + incident() + "/acknowledge";
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<MvcTestResult>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String token = i % 2 == 0 ? RESPONDER : OTHER_RESPONDER;
                results.add(threads.submit(() -> post(token, uri, null)));
            }
            for (Future<MvcTestResult> result : results) {
                assertThat(result.get()).hasStatus(200);
                assertThat(body(result.get()).get("state").stringValue()).isEqualTo("acknowledged");
            }
        }
        assertThat(jdbc.sql("select count(*) from timeline where kind = 'acknowledged'")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("select count(*) from outbox where body like '%\"acknowledged\"%'")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(audited("incident.acknowledge")).hasSize(8).contains("alice done", "bob done");
    }

    @Test
    void resolvesOnceAndTellsThoseWhoWereTold() {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        clock.advance(Duration.ofSeconds(10));
        work();
        String uri = INCIDENTS + "/" + incident();

        JsonNode over = body(post(RESPONDER, uri + "/resolve", null));
        assertThat(over.get("state").stringValue()).isEqualTo("resolved");
        assertThat(over.get("resolvedBy").stringValue()).isEqualTo("alice");
        assertThat(post(OTHER_RESPONDER, uri + "/resolve", null)).hasStatus(200);
        assertThat(jdbc.sql("select count(*) from delivery where kind = 'resolved'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(post(RESPONDER, uri + "/acknowledge", null)).hasStatus(409);
        assertThat(post(RESPONDER, uri + "/snooze", "{\"for\":\"1h\"}")).hasStatus(409);
        assertThat(post(RESPONDER, uri + "/reopen", null)).hasStatus(409);
        assertThat(post(RESPONDER, uri + "/note", "{\"text\":\"for the post mortem\"}"))
                .hasStatus(200);
        assertThat(audited("incident.resolve")).containsExactly("alice done", "bob done");
    }

    @Test
    void snoozesForATimeOrUntilATime() {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        String uri = INCIDENTS + "/" + incident() + "/snooze";

        assertThat(body(post(RESPONDER, uri, "{\"for\":\"1h30m\"}"))
                        .get("snoozedUntil")
                        .stringValue())
                .isEqualTo("2026-03-01T13:30:00Z");
        assertThat(body(post(RESPONDER, uri, "{\"until\":\"2026-03-31T12:00:00Z\"}"))
                        .get("snoozedUntil")
                        .stringValue())
                .isEqualTo("2026-03-31T12:00:00Z");
    }

    @Test
    void reopensSoThatEscalationBeginsAnew() {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        clock.advance(Duration.ofSeconds(10));
        work();
        String uri = INCIDENTS + "/" + incident();
        assertThat(post(RESPONDER, uri + "/acknowledge", null)).hasStatus(200);
        goOnFiringFor(Duration.ofMinutes(6));
        assertThat(jdbc.sql("select count(*) from delivery where kind = 'escalated'")
                        .query(Long.class)
                        .single())
                .isZero();

        JsonNode open = body(post(OTHER_RESPONDER, uri + "/reopen", null));
        assertThat(open.get("state").stringValue()).isEqualTo("open");
        assertThat(open.has("acknowledgedBy")).isFalse();
        assertThat(post(OTHER_RESPONDER, uri + "/reopen", null)).hasStatus(200);
        JsonNode shown = body(get(VIEWER, uri));
        assertThat(shown.at("/escalation/round").intValue()).isOne();
        assertThat(shown.at("/escalation/next/at").stringValue()).isEqualTo("2026-03-01T12:11:10Z");
        assertThat(jdbc.sql("select count(*) from timeline where kind = 'reopened'")
                        .query(Long.class)
                        .single())
                .isOne();
        goOnFiringFor(Duration.ofMinutes(5));
        assertThat(jdbc.sql("select count(*) from delivery where kind = 'escalated'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private void goOnFiringFor(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            clock.advance(Duration.ofMinutes(1));
            fire("alertname=Outage,region=eu-west-1,severity=P0");
            work();
        }
    }

    @Test
    void whoMayOnlyReadChangesNothingAndIsWrittenDown() {
        fire("alertname=Outage,region=eu-west-1,severity=P0");
        String uri = INCIDENTS + "/" + incident();
        for (String action : new String[] {"acknowledge", "reopen", "resolve", "snooze", "note"}) {
            assertThat(post(VIEWER, uri + "/" + action, "{}")).hasStatus(403);
            assertThat(post(INGEST, uri + "/" + action, "{}")).hasStatus(403);
        }
        assertThat(get(INGEST, uri)).hasStatus(403);
        assertThat(jdbc.sql("select state from incident").query(String.class).single())
                .isEqualTo("open");
        assertThat(jdbc.sql("select actor from audit_log where outcome = 'denied' and target = :target")
                        .param("target", uri + "/acknowledge")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("grafana", "prometheus");
    }

    /** Actor and outcome of all entries on the incident with this action. */
    private List<String> audited(String action) {
        return jdbc.sql(
                        "select actor || ' ' || outcome from audit_log where action = :action and target = :target order by id")
                .param("action", action)
                .param("target", "incident/" + incident())
                .query(String.class)
                .list();
    }
}
