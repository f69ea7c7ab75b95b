package com.kaldrix.monitoring.metrics.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget;
import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.Trust;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusFileTest {
    private static final String FULL = """
            global:
              scrape_interval: 30s
              scrape_timeout: 5s
              external_labels:
                cluster: prod
            scrape_configs:
              - job_name: app
                scrape_interval: 10s
                metrics_path: /m
                scheme: https
                params: {collect: [a, b]}
                honor_labels: true
                sample_limit: 1000
                body_size_limit: 10MB
                authorization: {credentials: sesame}
                tls_config: {insecure_skip_verify: true}
                static_configs:
                  - targets: [one:8080, two:8080]
                    labels: {zone: a}
                relabel_configs:
                  - source_labels: [__address__]
                    regex: 'two:.*'
                    action: drop
                metric_relabel_configs:
                  - {regex: tmp_.*, action: labeldrop}
              - job_name: pods
                file_sd_configs: [{files: [targets/*.json]}]
                kubernetes_sd_configs:
                  - role: pod
                    namespaces: {names: [kaldrix]}
                    selectors: [{role: pod, label: app=node}]
            remote_write:
              - name: main
                url: https://prometheus.example.com/api/v1/write
                headers: {X-Scope-OrgID: kaldrix}
                basic_auth: {username: me, password: secret1}
                protobuf_message: io.prometheus.write.v2.Request
                send_exemplars: true
                queue_config: {max_shards: 7, max_samples_per_send: 500, min_backoff: 1s, max_backoff: 9s}
                write_relabel_configs:
                  - {source_labels: [__name__], regex: go_.*, action: drop}
              - url: https://aps.example.com/write
                sigv4: {region: eu-west-1}
            """;

    private static PrometheusFile parse(String text) {
        return PrometheusFile.parse("prometheus.yml", text, Path.of(""));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PrometheusFileTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsTheOperatorsJobsAsTheyStand() throws IOException {
        List<ScrapeJob> jobs = parse(resource("/operators/scrape.yml")).jobs();

        assertThat(jobs).extracting(ScrapeJob::name).containsExactly("kaldrix-app", "kaldrix-blockchain");
        assertThat(jobs.getFirst().timing().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(jobs.getLast().timing().interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(jobs.getLast().endpoint().path()).isEqualTo("/blockchain/metrics");
        assertThat(jobs.getFirst().discoveries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Discovery.Written.class,
                        written -> assertThat(
                                        written.groups().getFirst().targets().getFirst())
                                .containsEntry("__address__", "kaldrix-service:8080"));
    }

    @Test
    void shipsTheSameJobs() throws IOException {
        assertThat(parse(resource("/defaults/prometheus.yml")).jobs())
                .isEqualTo(parse(resource("/operators/scrape.yml")).jobs());
    }

    @Test
    void readsJobs() {
        PrometheusFile file = parse(FULL);
        ScrapeJob app = file.jobs().getFirst();

        assertThat(app.timing()).isEqualTo(new ScrapeJob.Timing(Duration.ofSeconds(10), Duration.ofSeconds(5)));
        assertThat(app.endpoint().scheme()).isEqualTo("https");
        assertThat(app.endpoint().params()).isEqualTo(Map.of("collect", List.of("a", "b")));
        assertThat(app.samples().honorLabels()).isTrue();
        assertThat(app.limits().samples()).isEqualTo(1000);
        assertThat(app.limits().bodyBytes()).isEqualTo(10L << 20);
        assertThat(app.access().trust()).isEqualTo(new Trust.Anyone());
        assertThat(app.access().authorization()).isInstanceOf(Authorization.Token.class);
        assertThat(app.relabel().apply(LabelSet.of("__address__", "two:8080"))).isFalse();
        LabelSet labels = LabelSet.of("__name__", "a", "tmp_x", "1");
        assertThat(app.samples().relabel().apply(labels)).isTrue();
        assertThat(labels).isEqualTo(LabelSet.of("__name__", "a"));
        assertThat(file.jobs().getLast().discoveries()).hasSize(2);
        assertThat(file.jobs().getLast().timing().interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void readsTargets() {
        List<RemoteWriteTarget> targets = parse(FULL).targets();
        RemoteWriteTarget main = targets.getFirst();

        assertThat(main.name()).isEqualTo("main");
        assertThat(main.protocol()).isEqualTo(WriteProtocol.V2);
        assertThat(main.headers()).containsEntry("X-Scope-OrgID", "kaldrix");
        assertThat(main.queue().maxShards()).isEqualTo(7);
        assertThat(main.queue().maxBackoff()).isEqualTo(Duration.ofSeconds(9));
        assertThat(main.contents().exemplars()).isTrue();
        assertThat(main.externalLabels()).isEqualTo(Map.of("cluster", "prod"));
        assertThat(main.relabel().apply(LabelSet.of("__name__", "go_threads"))).isFalse();
        assertThat(Objects.requireNonNull(targets.getLast().sigV4()).region()).isEqualTo("eu-west-1");
        assertThat(targets.getLast().name()).startsWith("to-");
    }

    @Test
    void hidesSecrets() {
        assertThat(parse(FULL).original()).doesNotContain("sesame", "secret1").contains("<secret>", "job_name: app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "scrape_configs: [{job_name: a, scrape_intervall: 5s}] | 1 | 32 | scrape_interval",
                "scrape_configs: [{job_name: a}, {job_name: a}] | 1 | 44 | there is a job 'a' already",
                "scrape_configs: [{metrics_path: /m}] | 1 | 18 | 'job_name' is missing",
                "scrape_configs: [{job_name: a, scrape_interval: 5s, scrape_timeout: 6s}] | 1 | 69 | longer than the interval",
                "scrape_configs: [{job_name: a, scheme: ftp}] | 1 | 40 | neither http nor https",
                "scrape_configs: [{job_name: a, consul_sd_configs: [{server: x}]}] | 1 | 32 | not supported yet",
                "scrape_configs: [{job_name: a, file_sd_configs: [{files: [x.txt]}]}] | 1 | 59 | must end with",
                "scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pods}]}] | 1 | 63 | none of pod",
                "scrape_configs: [{job_name: a, relabel_configs: [{action: destroy}]}] | 1 | 59 | no action 'destroy'",
                "scrape_configs: [{job_name: a, relabel_configs: [{action: hashmod, target_label: x}]}] | 1 | 50 | modulus",
                "scrape_configs: [{job_name: a, basic_auth: {username: x}, authorization: {credentials: y}}] | 1 | 74 | exclude each other",
                "scrape_configs: [{job_name: a, scrape_protocols: [PrometheusProto]}] | 1 | 51 | not supported yet",
                "scrape_configs: [{job_name: a, scrape_protocols: [OpenMetricsText1.0]}] | 1 | 51 | did you mean 'OpenMetricsText1.0.0'",
                "scrape_configs: [{job_name: a, scrape_protocols: []}] | 1 | 50 | at least one format",
                "scrape_configs: [{job_name: a, fallback_scrape_protocol: text}] | 1 | 58 | none of",
                "scrape_configs: [{job_name: a, tls_config: {ca_file: nowhere.pem}}] | 1 | 54 | cannot be read",
                "scrape_configs: [{job_name: a, tls_config: {ca: nothing}}] | 1 | 49 | no certificate",
                "scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod, namespaces: {names: [a/b]}}]}] | 1 | 80 | no name of a namespace",
                "remote_write: [{name: a}] | 1 | 16 | 'url' is missing",
                "remote_write: [{url: 'nowhere'}] | 1 | 22 | must be an address",
                "remote_write: [{url: 'http://a/w', name: 'a b'}] | 1 | 42 | letters, digits",
                "remote_write: [{url: 'http://a/w', headers: {Content-Type: x}}] | 1 | 60 | not yours to set",
                "remote_write: [{url: 'http://a/w', protobuf_message: x}] | 1 | 54 | neither prometheus.WriteRequest",
                "remote_write: [{url: 'http://a/w'}, {url: 'http://a/w'}] | 1 | 43 | already",
                "remote_write: [{url: 'http://a/w', queue_config: {min_shards: 0}}] | 1 | 50 | shards are at least 1",
                "rule_files: [a.yml] | 1 | 1 | leave them to Prometheus",
                "scrape_config: [] | 1 | 1 | scrape_configs",
                "scrape_configs: {a: b} | 1 | 17 | expected a list"
            })
    void namesWhatIsWrongAndWhere(String text, int line, int column, String reason) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refused -> assertThat(refused.problems()).anySatisfy(problem -> {
                            assertThat(problem.reason()).contains(reason);
                            assertThat(problem.line()).isEqualTo(line);
                            assertThat(problem.column()).isEqualTo(column);
                        }));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> parse("""
                        scrape_configs:
                          - job_name: a
                            scheme: ftp
                            bearer_token: x
                        remote_write:
                          - url: nowhere
                        """))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refused -> assertThat(refused.problems()).hasSize(3));
    }

    @Test
    void asksForTheFormatsThatAreNamed() {
        PrometheusFile file = parse("""
                global: {scrape_protocols: [PrometheusText0.0.4]}
                scrape_configs:
                  - job_name: as-all
                  - job_name: another
                    scrape_protocols: [OpenMetricsText0.0.1, PrometheusText1.0.0]
                    fallback_scrape_protocol: OpenMetricsText1.0.0
                """);

        assertThat(file.jobs().getFirst().endpoint().accept()).isEqualTo("text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        assertThat(file.jobs().getFirst().endpoint().fallback()).isEqualTo(TextFormat.PROMETHEUS);
        assertThat(file.jobs().getLast().endpoint().accept())
                .isEqualTo("application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.1");
        assertThat(file.jobs().getLast().endpoint().fallback()).isEqualTo(TextFormat.OPEN_METRICS);
    }

    @Test
    void takesAnEmptyListOfJobs() {
        assertThat(parse("scrape_configs: []\n").jobs()).isEmpty();
    }

    @Test
    @Tag("external")
    void isWhatPromtoolAccepts(@TempDir Path folder) throws IOException, InterruptedException {
        for (String text : List.of(FULL, resource("/defaults/prometheus.yml"))) {
            // Debian's Prometheus 2.42 knows nothing of the message of 2.0, and is built without Kubernetes.
            String known = text.replaceAll("(?m)^ *protobuf_message:.*\n", "")
                    .replaceAll(
                            "(?m)^ *kubernetes_sd_configs:\n( *- role:.*\n)( *namespaces:.*\n)( *selectors:.*\n)", "");
            Path file = Files.writeString(folder.resolve("prometheus.yml"), known);
            Process promtool = new ProcessBuilder("promtool", "check", "config", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(promtool.exitValue()).as(said).isZero();
        }
    }
}
