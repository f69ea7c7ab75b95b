package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Labels;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** What Prometheus, {@code amtool} and dashboards read from an Alertmanager. */
class AlertmanagerApiTest extends ApiTest {
    private static final String ROUTES = """
            # The address is a secret.
            route:
              receiver: a
              group_by: [alertname]
              routes:
                - receiver: b
                  matchers: [team="x"]
                  continue: true
                  mute_time_intervals: [sundays]
                - receiver: team/c
                  matchers: [team="x"]
                  group_by: ['...']
            receivers:
              - name: a
              - name: b
                webhook_configs: [{url: 'http://u:hunter2@localhost:1/x'}]
              - name: team/c
            inhibit_rules:
              - source_matchers: [severity="critical"]
                target_matchers: [severity="warning"]
                equal: [job]
            time_intervals:
              - name: sundays
                time_intervals: [{weekdays: ['sunday']}]
            """;

    @BeforeEach
    void load() throws IOException {
        Files.writeString(ROUTES_FILE, ROUTES);
        Files.writeString(RULES_FILE, "{}\n");
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);
    }

    @AfterEach
    void restore() throws IOException {
        writeConfiguration();
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);
    }

    private JsonNode read(String uri) {
        MvcTestResult result = get(VIEWER, uri);
        assertThat(result).hasStatus(200);
        return body(result);
    }

    private List<String> names(String query) {
        return read("/api/v2/alerts" + query)
                .valueStream()
                .map(alert -> alert.at("/labels/alertname").stringValue())
                .sorted()
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String silence(String name, String value) {
        return body(post(RESPONDER, "/api/v2/silences", """
                        {"comment":"","createdBy":"","startsAt":"2026-03-01T12:00:00Z","endsAt":"2026-03-01T14:00:00Z",
                         "matchers":[{"name":"%s","value":"%s","isRegex":false}]}
                        """.formatted(name, value)))
                .get("silenceID")
                .stringValue();
    }

    @Test
    void anAlertIsShownAsAlertmanagerShowsIt() {
        String posted = """
                [{"labels":{"alertname":"y","severity":"warning","job":"j","team":"x"},"generatorURL":"http://p/g",
                  "annotations":{"s":"1"}}]
                """;
        assertThat(post(INGEST, "/api/v2/alerts", posted)).hasStatus(200);

        assertThat(read("/api/v2/alerts").toString()).isEqualTo("""
                [{"annotations":{"s":"1"},"endsAt":"2026-03-01T12:05:00.000Z","fingerprint":"006243531b9280bc",\
                "receivers":[{"name":"b"},{"name":"team/c"}],"startsAt":"2026-03-01T12:00:00.000Z",\
                "status":{"inhibitedBy":[],"silencedBy":[],"mutedBy":[],"state":"active"},\
                "updatedAt":"2026-03-01T12:00:00.000Z","generatorURL":"http://p/g",\
                "labels":{"alertname":"y","job":"j","severity":"warning","team":"x"}}]""");
    }

    @Test
    void whatKeepsAnAlertQuietIsShown() {
        fire(
                "alertname=Down,severity=critical,job=j",
                "alertname=Slow,severity=warning,job=j",
                "alertname=Other,job=k");
        String silence = silence("alertname", "Other");

        JsonNode alerts = read("/api/v2/alerts");
        JsonNode slow = only(alerts, "Slow");
        assertThat(slow.at("/status/state").stringValue()).isEqualTo("suppressed");
        assertThat(slow.at("/status/inhibitedBy/0").stringValue())
                .isEqualTo(Labels.of("alertname", "Down", "severity", "critical", "job", "j")
                        .fingerprint()
                        .toString());
        assertThat(only(alerts, "Other").at("/status/silencedBy/0").stringValue())
                .isEqualTo(silence);
        assertThat(only(alerts, "Down").at("/status/state").stringValue()).isEqualTo("active");
        assertThat(alerts.valueStream()
                        .map(alert -> alert.get("fingerprint").stringValue())
                        .toList())
                .isSorted();
    }

    private static JsonNode only(JsonNode alerts, String name) {
        return alerts.valueStream()
                .filter(alert -> alert.at("/labels/alertname").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                       | Down Other Slow Team",
                "?active=false                          | Other Slow",
                "?silenced=false                        | Down Slow Team",
                "?inhibited=false                       | Down Other Team",
                "?unprocessed=false                     | Down Other Slow Team",
                "?active=maybe                          | Other Slow",
                "?active=1&silenced=no&inhibited=f      | Down Team",
                "?receiver=b                            | Team",
                "?receiver=team                         | ",
                "?receiver=team/.*                      | Team",
                "?receiver_matchers=receiver%3D~%22a%7Cb%22 | Down Other Slow Team",
                "?receiver_matchers=receiver%21%3Da     | Team",
                "?filter=severity%3Dwarning             | Slow",
                "?filter=severity%3D~%22.%2B%22&filter=job%3Dj | Down Slow",
                "?filter=kaldrix_source%3Dprometheus    | Down Other Slow Team",
                "?filter=job%3D%22%22                   | Team",
            })
    void filtersAreAlertmanagers(String query, String names) {
        fire(
                "alertname=Down,severity=critical,job=j",
                "alertname=Slow,severity=warning,job=j",
                "alertname=Other,job=k",
                "alertname=Team,team=x");
        silence("alertname", "Other");

        assertThat(String.join(" ", names(query == null ? "" : query))).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"filter={{", "filter=a", "filter=", "receiver=(", "receiver_matchers=x", "receiver_matchers=x=y"
            })
    void whatCannotBeReadIsRefusedWithAText(String parameter) {
        String name = parameter.substring(0, parameter.indexOf('='));
        String value = encoded(parameter.substring(parameter.indexOf('=') + 1));
        for (String path : List.of("/api/v2/alerts", "/api/v2/alerts/groups")) {
            MvcTestResult result = get(VIEWER, path + "?" + name + "=" + value);
            assertThat(result).hasStatus(400);
            assertThat(body(result).isString()).isTrue();
        }
    }

    @Test
    void whatIsOverIsNotShown() {
        fire("alertname=A");
        clock.advance(Duration.ofMinutes(5));
        assertThat(read("/api/v2/alerts").size()).isZero();
        assertThat(read("/api/v2/alerts/groups").size()).isZero();
    }

    @Test
    void groupsAreThoseOfTheRoutes() {
        fire("alertname=B,node=1", "alertname=B,node=2", "alertname=A", "alertname=T,team=x");

        JsonNode groups = read("/api/v2/alerts/groups");
        assertThat(groups.valueStream()
                        .map(group -> group.at("/receiver/name").stringValue() + " " + group.get("labels") + " "
                                + group.get("alerts").size())
                        .toList())
                .containsExactly(
                        "a {\"alertname\":\"A\"} 1",
                        "a {\"alertname\":\"B\"} 2",
                        "team/c {\"alertname\":\"T\",\"team\":\"x\"} 1",
                        "b {\"alertname\":\"T\"} 1");
        // It is Sunday.
        JsonNode muted = groups.get(3).at("/alerts/0/status");
        assertThat(muted.get("mutedBy").toString()).isEqualTo("[\"sundays\"]");
        assertThat(muted.get("state").stringValue()).isEqualTo("suppressed");
        assertThat(read("/api/v2/alerts/groups?muted=false").size()).isEqualTo(3);
        assertThat(read("/api/v2/alerts/groups?receiver=b").size()).isEqualTo(1);
        assertThat(read("/api/v2/alerts/groups?filter=node%3D1").at("/0/alerts").size())
                .isEqualTo(1);
    }

    @Test
    void statusSaysWhatThisIsAndWhatHolds() {
        JsonNode status = read("/api/v2/status");
        assertThat(status.at("/config/original").stringValue())
                .contains("inhibit_rules")
                .doesNotContain("hunter2");
        assertThat(status.at("/cluster/status").stringValue()).isEqualTo("ready");
        assertThat(status.at("/cluster/peers")
                        .valueStream()
                        .map(peer -> peer.get("name").stringValue())
                        .toList())
                .contains(status.at("/cluster/name").stringValue());
        assertThat(status.at("/versionInfo/version").stringValue()).matches("0\\.\\d+\\.\\d+");
        assertThat(status.get("uptime").stringValue()).matches("2026-03-01T12:00:00.000Z");
    }

    @Test
    void asManyPeersAsReplicas() {
        jdbc.sql("""
                insert into replica (name, address, started_at, seen_at)
                values ('1@other', 'other:8080', now(), clock_timestamp()), ('2@gone', 'gone:8080', now(), now() - interval '1 minute')
                on conflict (name) do update set seen_at = excluded.seen_at
                """).update();
        List<String> peers = read("/api/v2/status")
                .at("/cluster/peers")
                .valueStream()
                .map(peer -> peer.get("name").stringValue())
                .toList();
        jdbc.sql("delete from replica where name in ('1@other', '2@gone')").update();
        assertThat(peers).contains("1@other").doesNotContain("2@gone").hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void receiversAreInTheOrderOfTheFile() {
        assertThat(read("/api/v2/receivers").toString())
                .isEqualTo("[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"team/c\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/alerts",
        "GET, /api/v1/alerts/groups",
        "GET, /api/v1/silences",
        "POST, /api/v1/silences",
        "GET, /api/v1/silence/x",
        "DELETE, /api/v1/silence/x",
        "GET, /api/v1/status"
    })
    void theFormerApiIsGone(String method, String path) {
        MvcTestResult result = call(ADMIN, HttpMethod.valueOf(method), path, method.equals("POST") ? "[]" : null);
        assertThat(result).hasStatus(410);
        assertThat(body(result).get("status").stringValue()).isEqualTo("deprecated");
    }

    @Test
    void aPrometheusOfTheFormerApiIsToldSoToo() {
        assertThat(post(INGEST, "/api/v1/alerts", "[]")).hasStatus(410);
    }

    @Test
    void whatTheFrameworkRefusesHasCodeAndMessage() {
        MvcTestResult method = call(ADMIN, HttpMethod.PUT, "/api/v2/silences", "{}");
        assertThat(method).hasStatus(405);
        assertThat(body(method).toString())
                .isEqualTo("{\"code\":405,\"message\":\"method PUT is not allowed, but [GET,POST] are\"}");
        MvcTestResult path = get(VIEWER, "/api/v2/nothing");
        assertThat(path).hasStatus(404);
        assertThat(body(path).toString())
                .isEqualTo("{\"code\":404,\"message\":\"path /api/v2/nothing was not found\"}");
    }

    @Test
    void metricsKeepAlertmanagersNames() {
        fire("alertname=Down,severity=critical,job=j", "alertname=Slow,severity=warning,job=j");
        silence("a", "b");
        MvcTestResult scrape = mvc.perform(
                org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get("/actuator/prometheus"));
        assertThat(scrape).hasStatus(200);
        String text = new String(scrape.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        for (String name : List.of(
                "alertmanager_alerts{state=\"active\"}",
                "alertmanager_alerts{state=\"suppressed\"}",
                "alertmanager_alerts_received_total{status=\"firing\",version=\"v2\"}",
                "alertmanager_alerts_invalid_total{version=\"v2\"}",
                "alertmanager_silences{state=\"active\"}",
                "alertmanager_config_last_reload_successful ",
                "alertmanager_config_last_reload_success_timestamp_seconds ",
                "alertmanager_config_hash ",
                "alertmanager_cluster_members ",
                "alertmanager_build_info{",
                "alertmanager_receivers ",
                "alertmanager_integrations ")) {
            assertThat(text).as(name).contains("\n" + name);
        }
        assertThat(mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get("/metrics")))
                .hasForwardedUrl("/actuator/prometheus");
    }
}
