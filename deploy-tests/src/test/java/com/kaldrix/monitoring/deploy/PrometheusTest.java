package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules and queries of dashboards in the real Prometheus, which holds what a suite showed during a demo. */
@Tag("external")
class PrometheusTest {
    private static final Duration STEP = Duration.ofSeconds(8);
    private static FilledPrometheus prometheus;
    private static Instant end;

    @BeforeAll
    static void start() throws Exception {
        end = Recording.end();
        prometheus = FilledPrometheus.start();
        await("Prometheus has read the recordings")
                .atMost(Duration.ofSeconds(60))
                .until(prometheus::isReady);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void everyPanelHasData() throws Exception {
        Set<String> later = MetricNames.notRecorded();
        List<String> empty = new ArrayList<>();
        Map<String, List<DashboardPlot.Answer>> plots = new LinkedHashMap<>();
        for (Dashboards.Query query : Dashboards.queries()) {
            JsonNode answer = prometheus.range(query.runnable(), Recording.BEGIN, end, STEP);
            assertThat(answer.path("status").stringValue(""))
                    .as("%s: %s", query, answer)
                    .isEqualTo("success");
            JsonNode series = answer.at("/data/result");
            Set<String> metrics = MetricNames.inQuery(query.runnable());
            if (series.isEmpty() && metrics.stream().noneMatch(later::contains) && !metrics.contains("ALERTS")) {
                empty.add(query.toString());
            }
            plots.computeIfAbsent(query.dashboard(), none -> new ArrayList<>())
                    .add(new DashboardPlot.Answer(query, series));
        }
        assertThat(empty).as("queries without an answer").isEmpty();
        draw(plots);
    }

    /** Pictures for the documents; with {@code -Dkaldrix.plots=docs} where the documents have them. */
    private static void draw(Map<String, List<DashboardPlot.Answer>> plots) throws IOException {
        Path folder = System.getProperty("kaldrix.plots", "").equals("docs")
                ? Files.createDirectories(Project.ROOT.resolve("docs/images/dashboards"))
                : Project.folder("plots");
        for (Map.Entry<String, List<DashboardPlot.Answer>> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), DashboardPlot.svg(plot.getValue(), end));
        }
    }

    @Test
    void everyRuleCanBeEvaluated() throws Exception {
        Set<String> recorded = new java.util.TreeSet<>();
        Rules.all().forEach(rule -> recorded.add(rule.recorded()));
        Set<String> later = MetricNames.notRecorded();
        for (Rules.Rule rule : Rules.all()) {
            JsonNode answer = prometheus.range(rule.expression(), Recording.BEGIN, end, STEP);
            assertThat(answer.path("status").stringValue(""))
                    .as("%s: %s", rule, answer)
                    .isEqualTo("success");
            Set<String> metrics = MetricNames.inQuery(rule.expression());
            if (!rule.isAlert()
                    && metrics.stream().noneMatch(later::contains)
                    && !rule.expression().contains("5..")) {
                assertThat(answer.at("/data/result")).as(rule.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void promtoolTakesTheRulesAndTheirTestsHold() throws Exception {
        check("check", "rules", Rules.files());
        check("test", "rules", Project.files(Project.DASHBOARDS.resolve("prometheus/tests"), ".test.yml"));
    }

    /** The configuration of the chart's Prometheus, with the rules beside it as in the pod. */
    @Test
    void promtoolTakesTheConfigurationOfTheChart() throws Exception {
        for (Chart.Variant variant : Chart.variants()) {
            Path folder = Project.folder("chart-prometheus");
            Files.writeString(folder.resolve("token"), "token");
            for (Map.Entry<String, String> file : ChartTest.configuration(Chart.objects(variant), "prometheus")
                    .getData()
                    .entrySet()) {
                Files.writeString(
                        folder.resolve(file.getKey()),
                        file.getValue()
                                .replace("/etc/prometheus/", folder + "/")
                                .replace("/etc/kaldrix/token", folder + "/token")
                                // Debian's Prometheus is built without discovery in Kubernetes.
                                .replaceAll("kubernetes_sd_configs: .*", "static_configs: []"));
            }
            Program.Said said = Program.run(
                    folder,
                    Map.of(),
                    List.of(
                            "promtool",
                            "check",
                            "config",
                            folder.resolve("prometheus.yml").toString()));
            assertThat(said.exit()).as("%s: %s", variant, said.text()).isZero();
            assertThat(said.text()).contains("SUCCESS: 7 rule files found");
        }
    }

    private static void check(String verb, String what, List<Path> files) throws Exception {
        assertThat(files).isNotEmpty();
        Program.Said said = Program.run(
                Project.ROOT,
                Map.of(),
                Stream.concat(Stream.of("promtool", verb, what), files.stream().map(Path::toString))
                        .toList());
        assertThat(said.exit()).as(said.text()).isZero();
    }
}
