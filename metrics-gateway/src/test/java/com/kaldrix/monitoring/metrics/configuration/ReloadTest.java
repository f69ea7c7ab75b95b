package com.kaldrix.monitoring.metrics.configuration;

import static com.kaldrix.monitoring.metrics.RunningGateway.ADMIN;
import static com.kaldrix.monitoring.metrics.RunningGateway.INGEST;
import static com.kaldrix.monitoring.metrics.RunningGateway.RESPONDER;
import static com.kaldrix.monitoring.metrics.RunningGateway.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.metrics.RunningGateway;
import com.kaldrix.monitoring.metrics.RunningGateway.Answer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;
import tools.jackson.databind.JsonNode;

/** A running gateway takes changed files, or refuses them and goes on as before. */
class ReloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final HttpServer page;
    private final RecordingTarget first;
    private final RecordingTarget second;
    private Path file = Path.of("");
    private Path rules = Path.of("");
    private RunningGateway gateway;

    ReloadTest() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        page.createContext("/metrics", exchange -> {
            byte[] text = "# TYPE shown gauge\nshown 7\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        page.start();
        first = RecordingTarget.start(0);
        second = RecordingTarget.start(0);
    }

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("prometheus.yml"), jobAndTarget("before", first));
        rules = Files.writeString(folder.resolve("gateway.yml"), "labels: {team: core}\n");
        gateway = RunningGateway.start(
                folder,
                Map.of(
                        "kaldrix.configuration.file", file.toString(),
                        "kaldrix.configuration.rules", rules.toString()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        page.stop(0);
        first.close();
        second.close();
    }

    private String jobAndTarget(String job, RecordingTarget target) {
        return """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: %s
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                remote_write:
                  - name: main
                    url: %s
                    queue_config: {batch_send_deadline: 100ms}
                """.formatted(job, page.getAddress().getPort(), target.url());
    }

    /** The labels {@code job} of what was scraped and has come to a target. */
    private static Set<String> jobs(RecordingTarget target) {
        Set<String> jobs = new TreeSet<>();
        target.series().keySet().forEach(labels -> {
            if ("shown".equals(labels.get("__name__"))) {
                jobs.add(labels.getOrDefault("job", "") + " of " + labels.getOrDefault("team", ""));
            }
        });
        return jobs;
    }

    private Set<String> pools() {
        Set<String> pools = new TreeSet<>();
        gateway.get(VIEWER, "/api/v1/targets")
                .json()
                .at("/data/activeTargets")
                .forEach(target -> pools.add(target.path("scrapePool").asString("")));
        return pools;
    }

    private JsonNode configuration() {
        return gateway.get(VIEWER, "/api/v1/configuration").json();
    }

    @Test
    void changesJobsTargetsAndRulesByPost() throws IOException {
        await().atMost(PATIENCE).until(() -> jobs(first).equals(Set.of("before of core")));
        String hash = configuration().path("hash").asString("");
        Files.writeString(file, jobAndTarget("after", second));
        Files.writeString(rules, "labels: {team: edge}\n");
        assertThat(pools()).as("files alone change nothing").containsExactly("before");

        Answer answer = gateway.post(ADMIN, "/-/reload");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("hash").asString(""))
                .isNotEqualTo(hash)
                .isEqualTo(configuration().path("hash").asString(""));
        assertThat(pools()).containsExactly("after");
        await().atMost(PATIENCE).until(() -> jobs(second).contains("after of edge"));
        assertThat(jobs(first))
                .as("nothing of the new job goes to the old target")
                .containsExactly("before of core");
        assertThat(gateway.get("", "/actuator/prometheus").text())
                .contains("kaldrix_gateway_config_last_reload_successful 1.0");
    }

    @Test
    void isForAdminsAlone() throws IOException {
        String hash = configuration().path("hash").asString("");
        Files.writeString(file, jobAndTarget("after", second));

        assertThat(gateway.post("", "/-/reload").status()).isEqualTo(401);
        assertThat(gateway.post("wrong-token-0123456789", "/-/reload").status()).isEqualTo(401);
        for (String token : new String[] {VIEWER, RESPONDER, INGEST}) {
            assertThat(gateway.post(token, "/-/reload").status()).isEqualTo(403);
        }
        assertThat(gateway.get(ADMIN, "/-/reload").status()).isEqualTo(405);

        assertThat(configuration().path("hash").asString("")).isEqualTo(hash);
        assertThat(pools()).containsExactly("before");
    }

    @Test
    void refusesABrokenFileWithThePlaceAndGoesOnAsBefore() throws IOException {
        await().atMost(PATIENCE).until(() -> jobs(first).equals(Set.of("before of core")));
        String hash = configuration().path("hash").asString("");
        Files.writeString(
                file,
                jobAndTarget("after", second)
                        .replace("    url:", "    uri:")
                        .replace("scrape_interval: 1s", "scrape_interval: often"));
        Files.writeString(rules, "labels: {team: edge}\nlimits: {series: 0}\n");

        Answer answer = gateway.post(ADMIN, "/-/reload");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(places(answer))
                .as(answer.text())
                .contains("prometheus.yml:1", "prometheus.yml:7", "gateway.yml:2")
                .allMatch(place -> !place.endsWith(":0"));
        assertThat(configuration().path("hash").asString("")).isEqualTo(hash);
        assertThat(configuration().path("lastReloadSucceeded").booleanValue()).isFalse();
        assertThat(gateway.get("", "/actuator/prometheus").text())
                .contains("kaldrix_gateway_config_last_reload_successful 0.0");
        assertThat(pools()).containsExactly("before");
        long before = first.samples();
        await().atMost(PATIENCE).until(() -> first.samples() > before + 3);
        assertThat(jobs(first)).containsExactly("before of core");
        assertThat(second.samples()).isZero();
    }

    private static Set<String> places(Answer answer) {
        Set<String> places = new TreeSet<>();
        answer.json().path("errors").forEach(error -> {
            assertThat(error.path("column").intValue()).isPositive();
            assertThat(error.path("reason").asString("")).isNotBlank();
            places.add(Path.of(error.path("file").asString("")).getFileName() + ":"
                    + error.path("line").intValue());
        });
        return places;
    }

    @Test
    void takesAGoodFileAndRefusesABrokenOneAtTheSignalHup() throws IOException {
        Files.writeString(file, jobAndTarget("by-signal", second));
        Signal.raise(new Signal("HUP"));
        await().atMost(PATIENCE).until(() -> pools().equals(Set.of("by-signal")));
        await().atMost(PATIENCE).until(() -> jobs(second).contains("by-signal of core"));

        Files.writeString(file, "scrape_configs: [{job_name: broken, scheme: ftp}]\n");
        Signal.raise(new Signal("HUP"));
        await().atMost(PATIENCE)
                .until(() -> !configuration().path("lastReloadSucceeded").booleanValue());
        assertThat(pools()).containsExactly("by-signal");

        Files.writeString(file, jobAndTarget("mended", second));
        Signal.raise(new Signal("HUP"));
        await().atMost(PATIENCE).until(() -> pools().equals(Set.of("mended")));
        assertThat(configuration().path("lastReloadSucceeded").booleanValue()).isTrue();
    }
}
