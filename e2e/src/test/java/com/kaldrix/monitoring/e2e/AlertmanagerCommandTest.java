package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kaldrix alertmanager} with real processes, and with Debian's {@code prometheus} and {@code amtool}. */
@Tag("external")
class AlertmanagerCommandTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Of the password {@code right}. */
    private static final String HASH = "$2a$04$sMn1uuVomu8Qmv8Wf0CmieRBVdICV9a.1wJekNpTha1/wS5yeWdAK";

    @TempDir
    private Path directory = Path.of("");

    private final List<AutoCloseable> open = new ArrayList<>();
    private Sinks sinks;
    private int port;

    AlertmanagerCommandTest() throws IOException {
        this.sinks = Sinks.start(0, 0);
    }

    @BeforeEach
    void configure() throws IOException {
        port = LocalPorts.free();
        Files.writeString(directory.resolve("alertmanager.yml"), """
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: team
                    webhook_configs: [{url: '%s/webhook/team'}]
                """.formatted(sinks.url()));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        sinks.close();
    }

    private AlertmanagerCommand start(int at, String... flags) throws IOException {
        AlertmanagerCommand command = AlertmanagerCommand.start(directory, at, flags);
        open.add(command);
        return command;
    }

    private String amtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("amtool", "--no-version-check"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private List<String> pages() {
        return sinks.receipts(SinkName.WEBHOOK).stream()
                .filter(Receipt::accepted)
                .map(receipt -> receipt.body().toString())
                .toList();
    }

    @Test
    void standsInForAlertmanagerThroughAKill() throws IOException, InterruptedException {
        AlertmanagerCommand first = start(port, "--storage.path=data", "--data.retention=48h");
        first.awaitReady("", PATIENCE);
        assertThat(first.get("/")).isEqualTo(200);
        assertThat(first.get("/api/v2/alerts?filter=%ff")).isEqualTo(400);
        assertThat(ProcessHandle.of(first.pid()).orElseThrow().info().command().orElseThrow())
                .endsWith("java");
        String url = "--alertmanager.url=" + first.url();
        String silence = amtool(url, "silence", "add", "alertname=Quiet", "-a", "ada", "-c", "test", "-d", "1h");
        amtool(url, "alert", "add", "alertname=Quiet", "severity=warning");
        amtool(url, "alert", "add", "alertname=Loud", "severity=warning");
        await().atMost(PATIENCE).until(() -> pages().size() == 1);
        String server = Files.readAllLines(directory.resolve("data/postgresql/data/postmaster.pid"))
                .getFirst();
        first.kill();
        assertThat(ProcessHandle.of(Long.parseLong(server))).isPresent();

        AlertmanagerCommand second = start(port, "--storage.path=data");
        Duration ready = second.awaitReady("", PATIENCE);
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "ready again after {0}", ready);
        assertThat(Files.readAllLines(directory.resolve("data/postgresql/data/postmaster.pid"))
                        .getFirst())
                .isEqualTo(server);
        assertThat(amtool(url, "silence", "query", "-q")).isEqualTo(silence);
        assertThat(amtool(url, "alert", "query", "-o", "extended"))
                .contains("Loud")
                .doesNotContain("Quiet");
        Files.writeString(
                directory.resolve("alertmanager.yml"),
                Files.readString(directory.resolve("alertmanager.yml"))
                        .replace("repeat_interval: 1h", "repeat_interval: 2h"));
        second.hangUp();
        await().atMost(PATIENCE).until(() -> amtool(url, "config", "show").contains("repeat_interval: 2h"));
        amtool(url, "silence", "expire", silence);
        await().atMost(PATIENCE).until(() -> pages().stream().anyMatch(page -> page.contains("Quiet")));
        assertThat(pages().stream().filter(page -> page.contains("Loud"))).hasSize(1);
        assertThat(second.terminate()).isZero();
        await().atMost(PATIENCE)
                .until(() -> ProcessHandle.of(Long.parseLong(server)).isEmpty());
    }

    @Test
    void severalThatNameOneAnotherAreOneCluster() throws IOException, InterruptedException {
        int cluster = LocalPorts.free();
        int other = LocalPorts.free();
        AlertmanagerCommand first = start(port, "--storage.path=one", "--cluster.listen-address=127.0.0.1:" + cluster);
        first.awaitReady("", PATIENCE);
        AlertmanagerCommand second = start(
                LocalPorts.free(),
                "--storage.path=two",
                "--cluster.listen-address=127.0.0.1:" + other,
                "--cluster.peer=127.0.0.1:" + cluster);
        second.awaitReady("", PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> amtool("--alertmanager.url=" + second.url(), "cluster", "show")
                                .lines()
                                .count()
                        >= 2);
        for (AlertmanagerCommand one : List.of(first, second)) {
            amtool("--alertmanager.url=" + one.url(), "alert", "add", "alertname=Both");
        }
        await().atMost(PATIENCE).until(() -> !pages().isEmpty());
        assertThat(amtool("--alertmanager.url=" + first.url(), "alert", "query", "-o", "json"))
                .contains("Both");
        assertThat(second.terminate()).isZero();
        assertThat(first.get("/-/healthy")).isEqualTo(200);
        assertThat(first.terminate()).isZero();
        assertThat(pages()).hasSize(1);
    }

    @Test
    void realPrometheusPushesToItBelowAPathAndWithAPassword() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("web.yml"), """
                basic_auth_users:
                  prometheus: %s
                """.formatted(HASH));
        AlertmanagerCommand command = start(
                port,
                "--storage.path=data",
                "--web.external-url=http://127.0.0.1:" + port + "/am",
                "--web.config.file=web.yml");
        await().atMost(PATIENCE).until(() -> command.get("/am/-/ready") == 401);
        Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: g
                    interval: 1s
                    rules: [{alert: Always, expr: vector(1), labels: {severity: critical}}]
                """);
        Files.writeString(directory.resolve("prometheus.yml"), """
                global: {evaluation_interval: 1s}
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                    - path_prefix: /am
                      basic_auth: {username: prometheus, password: right}
                      static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(port));
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + LocalPorts.free())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        open.add(prometheus::destroy);
        await().atMost(PATIENCE).until(() -> pages().stream().anyMatch(page -> page.contains("Always")));
        assertThat(command.terminate()).isZero();
    }

    private String refusal(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(AlertmanagerCommand.program(), "alertmanager"));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        return said;
    }

    @Test
    void everyFlagOfAlertmanagerIsKnown() throws IOException, InterruptedException {
        String said = refusal(
                "--config.file=nowhere.yml",
                "--storage.path=data",
                "--data.retention=120h",
                "--data.maintenance-interval=15m",
                "--silences.max-silences=0",
                "--silences.max-per-silence-bytes=0",
                "--alerts.gc-interval=30m",
                "--alerts.per-alertname-limit=0",
                "--dispatch.maintenance-interval=30s",
                "--dispatch.start-delay=0s",
                "--web.external-url=http://localhost:9093",
                "--web.route-prefix=/",
                "--web.listen-address=:9093",
                "--web.get-concurrency=0",
                "--web.timeout=0",
                "--no-web.systemd-socket",
                "--cluster.listen-address=0.0.0.0:9094",
                "--cluster.advertise-address=127.0.0.1:9094",
                "--cluster.peer=127.0.0.1:9095",
                "--cluster.peer-timeout=15s",
                "--cluster.gossip-interval=200ms",
                "--cluster.pushpull-interval=1m0s",
                "--cluster.tcp-timeout=10s",
                "--cluster.probe-timeout=500ms",
                "--cluster.probe-interval=1s",
                "--cluster.settle-timeout=1m0s",
                "--cluster.reconnect-interval=10s",
                "--cluster.reconnect-timeout=6h0m0s",
                "--cluster.tls-config=tls.yml",
                "--cluster.label=x",
                "--cluster.peer-name=x",
                "--cluster.allow-insecure-public-advertise-address-discovery",
                "--log.silences",
                "--cluster.peers-resolve-timeout=15s",
                "--silences.max-silence-size-bytes=0",
                "--enable-feature=utf8-strict-mode",
                "--auto-gomemlimit.ratio=0.9",
                "--log.level=info",
                "--log.format",
                "json");
        assertThat(said)
                .contains("the configuration nowhere.yml cannot be read")
                .doesNotContain("unknown");
        assertThat(refusal("--web.listen-address=:9093", "--web.listen-address=:9193"))
                .contains("--web.listen-address is supported once");
    }

    @Test
    void whatIsWrongIsSaidAtOnce() throws IOException, InterruptedException {
        for (String[] wrong : new String[][] {
            {"--no.such.flag=1", "unknown long flag '--no.such.flag'"},
            {"--config.file=nowhere.yml", "nowhere.yml cannot be read"},
            {"--web.listen-address=nonsense", "--web.listen-address is [HOST]:PORT"},
            {"--log.level=loud", "--log.level is"}
        }) {
            Process process = new ProcessBuilder(AlertmanagerCommand.program(), "alertmanager", wrong[0])
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(said).contains(wrong[1]);
        }
    }
}
