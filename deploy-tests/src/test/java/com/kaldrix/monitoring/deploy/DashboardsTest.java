package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The dashboards as files: their model, and that what they ask for exists. Grafana itself is not run. */
class DashboardsTest {
    private static final int COLUMNS = 24;
    private static final Pattern VARIABLE = Pattern.compile("\\$(?!__)\\{?([a-z]+)}?");
    private static final Set<String> PANELS = Set.of("timeseries", "stat", "gauge", "bargauge", "table");

    static List<Path> files() throws IOException {
        return Dashboards.files();
    }

    @Test
    void theSevenAreThere() throws IOException {
        List<String> titles = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        for (Path file : files()) {
            JsonNode dashboard = Dashboards.read(file);
            titles.add(dashboard.path("title").stringValue(""));
            assertThat(file.getFileName().toString())
                    .isEqualTo(dashboard.path("uid").stringValue("") + ".json");
            assertThat(uids.add(dashboard.path("uid").stringValue(""))).isTrue();
        }
        assertThat(titles)
                .containsExactlyInAnyOrder(
                        "KALDRIX / Business Overview",
                        "KALDRIX / Technical Performance",
                        "KALDRIX / Consensus Health",
                        "KALDRIX / Alerting",
                        "KALDRIX / Anomalies",
                        "KALDRIX / Compliance",
                        "KALDRIX / Suite");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPanelIsComplete(Path file) throws IOException {
        JsonNode dashboard = Dashboards.read(file);
        Set<Integer> ids = new HashSet<>();
        assertThat(dashboard.path("id").isMissingNode())
                .as("Grafana gives the id")
                .isTrue();
        assertThat(dashboard.path("description").stringValue("")).isNotBlank();
        for (JsonNode panel : Dashboards.panels(dashboard)) {
            String title = panel.path("title").stringValue("");
            assertThat(ids.add(panel.path("id").intValue()))
                    .as("id of %s", title)
                    .isTrue();
            assertThat(panel.path("type").stringValue("")).as(title).isIn(PANELS);
            assertThat(panel.path("description").stringValue("")).as(title).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").stringValue(""))
                    .as(title)
                    .isNotBlank();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            Set<String> references = new HashSet<>();
            for (JsonNode target : panel.path("targets")) {
                assertThat(references.add(target.path("refId").stringValue("")))
                        .as(title)
                        .isTrue();
                assertThat(target.at("/datasource/uid").stringValue(""))
                        .as(title)
                        .isEqualTo("${datasource}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noPanelLiesOnAnother(Path file) throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : Dashboards.read(file).path("panels")) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").intValue() + place.path("w").intValue();
            assertThat(right).as("%s", panel.path("title")).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.path("x").intValue(); x < right; x++) {
                for (int y = place.path("y").intValue();
                        y < place.path("y").intValue() + place.path("h").intValue();
                        y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("%s", panel.path("title"))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyVariableIsDeclared(Path file) throws IOException {
        JsonNode dashboard = Dashboards.read(file);
        Set<String> declared = new HashSet<>();
        dashboard
                .at("/templating/list")
                .forEach(one -> declared.add(one.path("name").stringValue("")));
        for (Dashboards.Query query : Dashboards.queries()) {
            if (query.dashboard().equals(dashboard.path("uid").stringValue(""))) {
                assertThat(declared)
                        .as(query.toString())
                        .containsAll(VARIABLE.matcher(query.expression())
                                .results()
                                .map(found -> found.group(1))
                                .toList());
            }
        }
    }

    @Test
    void everyMetricIsOneThatServicesOrNodesShow() throws IOException {
        Set<String> known = Recording.names();
        known.addAll(MetricNames.notRecorded());
        assertThat(Dashboards.metrics()).isSubsetOf(known).hasSizeGreaterThan(80);
    }

    /** What operators know from the system that this one replaces. */
    @Test
    void whatOperatorsKnowIsThere() throws IOException {
        Set<String> titles = new TreeSet<>();
        for (Dashboards.Query query : Dashboards.queries()) {
            titles.add(query.panel());
        }
        assertThat(titles)
                .contains(
                        "Transaction rate",
                        "Block height",
                        "Network health",
                        "Peers",
                        "CPU",
                        "Memory",
                        "Network I/O",
                        "Disk utilisation",
                        "Disk I/O",
                        "Round time",
                        "Validation rate",
                        "Active validators",
                        "Consensus health");
    }

    /** That the check of names can fail. */
    @Test
    void namesAreFoundInQueries() {
        assertThat(
                        MetricNames.inQuery(
                                "100 * sum by (job) (rate(a_total{b=\"c_d\",region=~\"$region\"}[5m])) / on (job) group_left (x) e offset 5m"))
                .containsExactly("a_total", "e");
    }
}
