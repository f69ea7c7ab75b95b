package com.kaldrix.monitoring.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.AlertProcessor;
import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's {@code amtool} and {@code prometheus} against the running service, in real time. */
@Tag("external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class AlertmanagerToolsTest {
    private static final String RESPONDER = "responder-token-0123456789";
    private static final String INGEST = "ingest-token-0123456789";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path directory = Path.of("");

    private final TestDatabase database = LocalPostgres.shared().freshDatabase();
    private final LocalAws aws = LocalAws.inMemory(0);
    private final Sinks sinks = Sinks.start(0, 0);
    private final ConfigurableApplicationContext service;
    private final int port;

    AlertmanagerToolsTest() throws IOException {
        var resources = new Provisioning("tools", List.of("us-east-1")).apply(aws.endpoint());
        System.setProperty("aws.accessKeyId", "tools");
        System.setProperty("aws.secretAccessKey", "tools");
        Path routes = Files.writeString(Files.createTempDirectory("tools").resolve("alertmanager.yml"), """
                route:
                  receiver: everybody
                  group_by: [alertname]
                  group_wait: 1s
                  group_interval: 1s
                  routes:
                    - {receiver: database, matchers: [team="db"]}
                receivers:
                  - name: everybody
                    webhook_configs: [{url: '%s/webhook/everybody'}]
                  - name: database
                    slack_configs: [{api_url: '%s', send_resolved: true}]
                inhibit_rules:
                  - {source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [job]}
                """.formatted(
                        sinks.url(), sinks.slackWebhook("tools")));
        SpringApplication application = new SpringApplication(AlertProcessor.class);
        application.setAdditionalProfiles("test");
        service = application.run(
                "--server.port=0",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--kaldrix.aws.endpoint=" + aws.endpoint(),
                "--kaldrix.topics.events="
                        + java.util.Objects.requireNonNull(resources.get("us-east-1"))
                                .topicArns()
                                .getOrDefault("events", ""),
                "--kaldrix.security.tokens[0].name=ada",
                "--kaldrix.security.tokens[0].sha256="
                        + TokenDigest.of(RESPONDER).hex(),
                "--kaldrix.security.tokens[0].roles=responder",
                "--kaldrix.security.tokens[1].name=prometheus",
                "--kaldrix.security.tokens[1].sha256=" + TokenDigest.of(INGEST).hex(),
                "--kaldrix.security.tokens[1].roles=ingest",
                "--kaldrix.configuration.file=" + routes);
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        sinks.close();
        aws.close();
    }

    @BeforeAll
    void ready() {
        assertThat(service.isRunning()).isTrue();
    }

    private String amtool(String... arguments) {
        Result result = run(arguments);
        assertThat(result.status()).as(result.output() + result.errors()).isZero();
        return result.output();
    }

    private record Result(int status, String output, String errors) {}

    private Result run(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("amtool", "--alertmanager.url=http://amtool:" + RESPONDER + "@localhost:" + port));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile(directory, "amtool", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("amtool ends").isTrue();
            return new Result(process.exitValue(), output.strip(), Files.readString(errors));
        } catch (IOException e) {
            throw new AssertionError("this test runs amtool and prometheus, which are not on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while amtool ran", e);
        }
    }

    private JsonNode json(String... arguments) {
        return JSON.readTree(amtool(arguments));
    }

    @Test
    void addsQueriesUpdatesAndExpiresSilences() {
        String id = amtool(
                "silence", "add", "--author=ada", "--comment=why not", "--duration=2h", "alertname=Quiet", "node=~a|b");
        assertThat(id).matches("[0-9a-f-]{36}");

        assertThat(amtool("silence", "query", "-q", "alertname=Quiet")).isEqualTo(id);
        JsonNode shown =
                json("silence", "query", "-o", "json", "alertname=Quiet").get(0);
        assertThat(shown.get("createdBy").stringValue()).isEqualTo("ada");
        assertThat(shown.get("comment").stringValue()).isEqualTo("why not");
        assertThat(shown.at("/status/state").stringValue()).isEqualTo("active");
        assertThat(shown.get("matchers").size()).isEqualTo(2);
        assertThat(amtool("silence", "query")).contains("alertname=\"Quiet\"", "node=~\"a|b\"", "ada");

        // With -q amtool 0.25 prints where in its memory the id is.
        amtool("silence", "update", "--duration=5h", id);
        JsonNode longer = json("silence", "query", "-o", "json", "alertname=Quiet");
        assertThat(longer).hasSize(1);
        assertThat(longer.at("/0/id").stringValue()).isEqualTo(id);
        assertThat(Duration.between(
                        Instant.parse(longer.at("/0/startsAt").stringValue()),
                        Instant.parse(longer.at("/0/endsAt").stringValue())))
                .isEqualTo(Duration.ofHours(5));
        amtool("silence", "expire", id);
        assertThat(amtool("silence", "query", "-q", "alertname=Quiet")).isEmpty();
        assertThat(amtool("silence", "query", "-q", "--expired", "alertname=Quiet"))
                .isEqualTo(id);
        assertThat(run("silence", "expire", "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e")
                        .status())
                .isNotZero();
    }

    @Test
    void importsWhatItHasExported() throws IOException {
        String id = amtool("silence", "add", "--author=ada", "--comment=c", "alertname=Moved");
        Path exported = Files.writeString(
                directory.resolve("silences.json"), amtool("silence", "query", "-o", "json", "alertname=Moved"));
        amtool("silence", "expire", id);
        amtool("silence", "import", "--force", exported.toString());
        assertThat(amtool("silence", "query", "-q", "alertname=Moved"))
                .matches("[0-9a-f-]{36}")
                .isNotEqualTo(id);
    }

    @Test
    void aSilencedAlertIsNotToldUntilItsSilenceIsExpired() {
        String id = amtool("silence", "add", "--author=ada", "--comment=c", "alertname=Hushed");
        amtool("alert", "add", "alertname=Hushed", "node=1");
        assertThat(amtool("alert", "query", "alertname=Hushed")).doesNotContain("Hushed");
        assertThat(amtool("alert", "query", "--silenced", "alertname=Hushed")).contains("Hushed", "suppressed");
        assertThat(json("alert", "query", "-o", "json", "--silenced", "alertname=Hushed")
                        .get(0)
                        .at("/status/silencedBy/0")
                        .stringValue())
                .isEqualTo(id);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(4)).until(() -> told("Hushed") == 0);

        amtool("silence", "expire", id);
        await().atMost(Duration.ofSeconds(20)).until(() -> told("Hushed") == 1);
    }

    private long told(String name) {
        return sinks.receipts(SinkName.WEBHOOK, 0L, 1000).stream()
                .filter(receipt -> receipt.body().toString().contains("\"alertname\":\"" + name + "\""))
                .count();
    }

    @Test
    void showsAlertsByMatcherReceiverAndState() {
        amtool("alert", "add", "alertname=Down", "severity=critical", "job=j", "team=db");
        amtool("alert", "add", "alertname=Slow", "severity=warning", "job=j", "--annotation=summary=so slow");
        assertThat(json("alert", "query", "-o", "json", "--inhibited", "alertname=Slow"))
                .hasSize(1);
        assertThat(json("alert", "query", "-o", "json", "--active", "alertname=Slow"))
                .isEmpty();
        assertThat(json("alert", "query", "-o", "json", "--receiver=database")).hasSize(1);
        assertThat(amtool("alert", "query", "-o", "extended", "severity=~crit.*"))
                .contains("alertname=\"Down\"")
                .doesNotContain("Slow");
    }

    @Test
    void showsAndTestsTheRoutesOfTheRunningConfiguration() {
        assertThat(amtool("config", "show")).contains("inhibit_rules", "receiver: everybody");
        assertThat(amtool("config", "routes", "show")).contains("database").contains("team=\"db\"");
        assertThat(amtool("config", "routes", "test", "team=db")).isEqualTo("database");
        assertThat(amtool("config", "routes", "test", "team=web")).isEqualTo("everybody");
    }

    @Test
    void showsTheReplicas() {
        assertThat(amtool("cluster", "show")).contains("ready").contains("@");
    }

    @Test
    void prometheusPushesToIt() throws IOException, InterruptedException {
        Path rules = Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: g
                    interval: 1s
                    rules:
                      - alert: Pushed
                        expr: vector(1)
                        labels: {severity: critical}
                        annotations: {summary: "from {{ $value }}"}
                """);
        Path token = Files.writeString(directory.resolve("token"), INGEST);
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {evaluation_interval: 1s}
                rule_files: ['%s']
                alerting:
                  alertmanagers:
                    - api_version: v2
                      authorization: {credentials_file: '%s'}
                      static_configs: [{targets: ['localhost:%d']}]
                """.formatted(rules, token, port));
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        // What fires before it has found its Alertmanagers is sent again after this time.
                        "--rules.alert.resend-delay=2s",
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        try {
            Path log = directory.resolve("prometheus.log");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(told("Pushed")).as(Files.readString(log)).isEqualTo(1));
        } finally {
            prometheus.destroy();
            assertThat(prometheus.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        JsonNode alert =
                json("alert", "query", "-o", "json", "alertname=Pushed").get(0);
        assertThat(alert.at("/annotations/summary").stringValue()).isEqualTo("from 1");
        assertThat(alert.get("generatorURL").stringValue()).contains("vector");
        assertThat(service.getBean(JdbcClient.class)
                        .sql(
                                "select count(*) from delivery where kind = 'opened' and notification::text like '%Pushed%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
