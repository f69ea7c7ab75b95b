package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules and runbooks as files. */
class RulesTest {
    private static final List<String> CHAPTERS =
            List.of("## Symptom", "## What it means", "## Check", "## Cure", "## Escalation");

    static List<Rules.Rule> alerts() throws IOException {
        return Rules.alerts();
    }

    @Test
    void everyMetricIsOneThatServicesOrNodesShow() throws IOException {
        Set<String> known = Recording.names();
        known.addAll(MetricNames.notRecorded());
        assertThat(Rules.metrics()).isSubsetOf(known).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysWhatIsWrongAndWhereToRead(Rules.Rule alert) throws IOException {
        assertThat(alert.alert()).matches("Kaldrix[A-Z][A-Za-z]+");
        assertThat(alert.labels()).containsKeys("severity", "component");
        assertThat(alert.labels().get("severity")).isIn("P0", "P1", "P2", "P3", "none");
        assertThat(alert.annotations()).containsKeys("summary", "description");
        assertThat(alert.annotations())
                .containsEntry("runbook_url", "https://runbooks.kaldrix.example/" + alert.alert());
        Path page = Project.RUNBOOKS.resolve(alert.alert() + ".md");
        assertThat(page).isRegularFile();
        String text = Files.readString(page);
        assertThat(text).startsWith("# " + alert.alert() + "\n").contains(CHAPTERS);
        assertThat(text.substring(text.indexOf("## Check"), text.indexOf("## Cure")))
                .as("a command to look with")
                .contains("```sh\n");
        assertThat(Files.readString(Project.RUNBOOKS.resolve("README.md")))
                .contains("[" + alert.alert() + "](" + alert.alert() + ".md) | "
                        + alert.labels().get("severity"));
    }

    @Test
    void everyRunbookIsThatOfAnAlert() throws IOException {
        List<String> alerts = alerts().stream().map(Rules.Rule::alert).toList();
        assertThat(Project.files(Project.RUNBOOKS, ".md").stream()
                        .map(file -> file.getFileName().toString().replace(".md", ""))
                        .filter(name -> !name.equals("README")))
                .containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(alerts).doesNotHaveDuplicates();
    }

    @Test
    void everyAlertIsTestedBothWays() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path file : Project.files(Project.DASHBOARDS.resolve("prometheus/tests"), ".test.yml")) {
            tests.append(Files.readString(file));
        }
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(tests).contains("name: " + alert.alert() + " fires\n");
            if (!alert.alert().equals("KaldrixWatchdog")) {
                assertThat(tests).contains("name: '" + alert.alert() + " is quiet: ");
            }
        });
    }
}
