package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nights on call in two regions, each with a service and a database of its own. Slack and PagerDuty answer with their signatures. A minute of a real night
 * takes some seconds, by short steps and not by a fast clock.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnCallStoryTest {
    private static final String EUROPE = "eu-west-1";
    private static final String SLACK_SECRET = "slack-signing-secret";
    private static final String PAGERDUTY_SECRET = "pagerduty-webhook-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("Acknowledge: (http\\S+)");
    private static final String ROUTES = """
            route:
              receiver: operations
              group_by: [alertname, region]
              group_wait: 0s
              group_interval: 1s
              repeat_interval: 4h
              routes:
                - {receiver: mailbox, matchers: ['alertname="CertificateExpires"']}
            receivers:
              - name: operations
                slack_configs:
                  - api_url: '${sinks}/slack/api/chat.postMessage'
                    channel: C0CHANNEL
                    send_resolved: true
                    http_config: {authorization: {credentials: xoxb-test}}
                pagerduty_configs:
                  - {routing_key: local0kaldrix0operations0key0000, url: '${sinks}/pagerduty/v2/enqueue'}
              - name: mailbox
                email_configs:
                  - {to: ada@example.org, from: kaldrix@example.org, smarthost: '${smtp}', require_tls: false}
              - name: ada
                webhook_configs: [{url: '${sinks}/webhook/ada', send_resolved: false}]
              - name: ben
                webhook_configs: [{url: '${sinks}/webhook/ben', send_resolved: false}]
            """;
    private static final String RULES = """
            people:
              - {id: ada, email: ada@example.org, slack: U0ADA, contacts: [{receiver: ada}]}
              - {id: ben, slack: U0BEN, contacts: [{receiver: ben}]}
            schedules:
              - name: nights
                time_zone: UTC
                layers: [{name: turns, people: [ada, ben], rotation: 1h, start: '2026-03-02T00:00'}]
            escalation_policies:
              - name: night
                severities: [P1]
                steps:
                  - {after: 0s, unless: acknowledged, notify: ['schedule:nights']}
                  - {after: 25s, unless: acknowledged, notify: ['schedule:nights']}
            heartbeats:
              - {name: backup, silent_after: 10s, severity: P2, labels: {region: us-east-1}}
            """;

    private Stage stage;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Ports ports = Ports.free();
        var configured = Stage.configuration("on-call", ports, ROUTES, RULES);
        stage = Stage.start(
                "on-call",
                ports,
                builder -> configured
                        .apply(builder.regions(List.of(Stage.HUB, EUROPE)).inEveryRegion(Stage.SERVICE))
                        .environment(Stage.SERVICE, "KALDRIX_CALLBACKS_SLACK_SIGNING_SECRET", SLACK_SECRET)
                        .environment(Stage.SERVICE, "KALDRIX_CALLBACKS_PAGERDUTY_SECRETS", PAGERDUTY_SECRET)
                        .environment(Stage.SERVICE, "KALDRIX_DELIVERY_LIMITS_SLACK_INTERVAL", "17ms")
                        .environment(Stage.SERVICE, "KALDRIX_GLOBAL_HEARTBEAT", "1s")
                        .environment(Stage.SERVICE, "KALDRIX_GLOBAL_SILENT_AFTER", "8s"));
    }

    @AfterAll
    void end() {
        http.close();
        stage.close();
    }

    private Callbacks callbacks() {
        return new Callbacks(stage.url());
    }

    private void fires(String region, String alert, String severity) {
        stage.topics()
                .publish(
                        region,
                        Signal.firing(alert, severity, "network")
                                .label("region", region)
                                .at(stage.serviceTime()));
    }

    /** What arrived there and holds this text. */
    private List<Receipt> told(SinkName sink, String text) {
        return stage.sinks().receipts(sink).stream()
                .filter(Receipt::accepted)
                .filter(receipt -> receipt.body().toString().contains(text))
                .toList();
    }

    private void awaitTold(SinkName sink, String text, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(sink, text)).hasSizeGreaterThanOrEqualTo(count));
    }

    private JsonNode items(String path) {
        return JsonMapper.shared()
                .readTree(stage.get(Stage.SERVICE.label(), path).body())
                .path("items");
    }

    private JsonNode incident(String title) {
        return items("/api/v1/incidents?q=" + title).path(0);
    }

    private void awaitIncident(String title, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(incident(title).path("state").asString("")).isEqualTo(state));
    }

    private List<String> actions(String incident) {
        return told(SinkName.PAGERDUTY, incident).stream()
                .map(receipt -> receipt.body().path("event_action").asString(""))
                .toList();
    }

    @Test
    void aHandOverInTheMiddleOfAnEscalation() {
        // Turns begin with a minute: Ben's begins in some seconds, and the alert fires in Ada's.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> stage.serviceTime().getEpochSecond() % 60, second -> second >= 40 && second <= 52);
        LocalDateTime handOver = LocalDateTime.ofInstant(stage.serviceTime(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        String plan = """
                {"timeZone":"UTC","layers":[{"name":"turns","people":["ada","ben"],"rotation":"1h","start":"%s"}]}
                """.formatted(handOver.minusHours(1));
        assertThat(stage.put("/api/v1/schedules/nights", plan).statusCode()).isEqualTo(200);
        fires(Stage.HUB, "NetworkPartition", "P1");

        awaitTold(SinkName.WEBHOOK, "NetworkPartition", 2);
        List<Receipt> pages = told(SinkName.WEBHOOK, "NetworkPartition");
        assertThat(pages.stream().map(Receipt::path).toList()).containsExactly("/ada", "/ben");
        assertThat(pages.getFirst().time()).isBefore(handOver.toInstant(ZoneOffset.UTC));
        assertThat(pages.getLast().time()).isAfter(handOver.toInstant(ZoneOffset.UTC));
        assertThat(Duration.between(pages.getFirst().time(), pages.getLast().time()))
                .as("the step's time counts from the first message and not from the hand-over")
                .isBetween(Duration.ofSeconds(23), Duration.ofSeconds(29));

        String id = incident("NetworkPartition").path("id").asString();
        assertThat(stage.post("/api/v1/incidents/" + id + "/resolve", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aP0AcknowledgedByAButtonAndResolvedAtPagerDuty() {
        fires(Stage.HUB, "ValidatorDown", "P0");
        awaitTold(SinkName.SLACK, "ValidatorDown", 1);
        awaitTold(SinkName.PAGERDUTY, "ValidatorDown", 1);
        String id = incident("ValidatorDown").path("id").asString();
        assertThat(told(SinkName.SLACK, "ValidatorDown").getFirst().body().toString())
                .contains("kaldrix_acknowledge")
                .contains(id);

        URI answers = URI.create(stage.sinks().url() + "/webhook/answers");
        String press = Callbacks.pressed("U0ADA", "kaldrix_acknowledge", id, answers);
        assertThat(callbacks().slack(press, "another-secret", stage.serviceTime()))
                .as("forged")
                .isEqualTo(401);
        assertThat(callbacks().slack(press, SLACK_SECRET, stage.serviceTime().minusSeconds(400)))
                .as("played back later")
                .isEqualTo(401);
        assertThat(incident("ValidatorDown").path("state").asString()).isEqualTo("open");

        assertThat(callbacks().slack(press, SLACK_SECRET, stage.serviceTime())).isEqualTo(200);
        awaitIncident("ValidatorDown", "acknowledged");
        assertThat(incident("ValidatorDown").path("acknowledgedBy").asString()).isEqualTo("ada");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(actions(id)).containsExactly("trigger", "acknowledge"));

        String webhook = Callbacks.webhook("E-night", "incident.resolved", "kaldrix/" + id, "Ben");
        assertThat(callbacks().pagerDuty(webhook, "another-secret"))
                .as("forged")
                .isEqualTo(401);
        assertThat(callbacks().pagerDuty(webhook, PAGERDUTY_SECRET)).isEqualTo(204);
        assertThat(callbacks().pagerDuty(webhook, PAGERDUTY_SECRET))
                .as("the same again")
                .isEqualTo(204);
        awaitIncident("ValidatorDown", "resolved");
        assertThat(incident("ValidatorDown").path("resolvedBy").asString()).isEqualTo("Ben (PagerDuty)");
        awaitTold(SinkName.SLACK, "RESOLVED: ValidatorDown", 1);
        assertThat(actions(id)).as("not told back").containsExactly("trigger", "acknowledge");
    }

    @Test
    void theAcknowledgeLinkOfAnEmail() throws IOException, InterruptedException {
        fires(Stage.HUB, "CertificateExpires", "P2");
        awaitTold(SinkName.SMTP, "CertificateExpires", 1);
        Matcher found = LINK.matcher(told(SinkName.SMTP, "CertificateExpires")
                .getFirst()
                .body()
                .path("text")
                .asString(""));
        assertThat(found.find()).isTrue();
        URI link = URI.create(found.group(1));

        assertThat(http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                        .body())
                .contains("<form method=\"post\">");
        assertThat(incident("CertificateExpires").path("state").asString())
                .as("to open it changes nothing")
                .isEqualTo("open");
        assertThat(http.send(
                                HttpRequest.newBuilder(link)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .contains("Acknowledged");
        awaitIncident("CertificateExpires", "acknowledged");
        assertThat(incident("CertificateExpires").path("acknowledgedBy").asString())
                .isEqualTo("ada");
    }

    @Test
    void aHeartbeatThatStops() {
        // Nobody has spoken since the suite came up, so it may be missing by now.
        assertThat(stage.post("/heartbeats/backup", "{}").statusCode()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(items("/api/v1/incidents?q=HeartbeatMissing&state=open"))
                        .isEmpty());
        Instant beat = stage.serviceTime();
        assertThat(stage.post("/heartbeats/backup", "{}").statusCode()).isEqualTo(204);

        awaitIncident("HeartbeatMissing", "open");
        assertThat(stage.serviceTime()).isAfter(beat.plusSeconds(9));
        String id = incident("HeartbeatMissing").path("id").asString();
        awaitTold(SinkName.SLACK, id, 1);
        assertThat(told(SinkName.SLACK, id).getFirst().body().toString())
                .contains("Nothing was heard of backup for 10s");

        assertThat(stage.post("/heartbeats/backup", "{}").statusCode()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                told(SinkName.SLACK, id).getLast().body().toString())
                        .contains("RESOLVED: HeartbeatMissing"));
    }

    @Test
    void aRegionThatGoesSilentAndComesBack() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(items("/api/v1/global/regions")).hasSize(2));
        fires(EUROPE, "PeerLoss", "P2");
        fires(Stage.HUB, "PeerLoss", "P2");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode both = items("/api/v1/global/incidents?regions=2&q=PeerLoss");
            assertThat(both).hasSize(1);
            assertThat(both.path(0).path("incidents")).hasSize(2);
        });
        assertThat(incident("PeerLoss").path("region").asString())
                .as("the hub's own, and not Europe's")
                .isEqualTo(Stage.HUB);

        String europe = Stage.SERVICE.label() + "-" + EUROPE;
        stage.stack().service(europe).stop(Duration.ofSeconds(30));
        awaitTold(SinkName.PAGERDUTY, "RegionSilent", 1);
        awaitTold(SinkName.SLACK, "Nothing was heard of eu-west-1", 1);
        String id = incident("RegionSilent").path("id").asString();

        stage.stack().service(europe).start();
        awaitIncident("RegionSilent", "resolved");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(actions(id)).containsExactly("trigger", "resolve"));
        assertThat(items("/api/v1/global/regions?").findValues("silentSince")).isEmpty();
    }
}
