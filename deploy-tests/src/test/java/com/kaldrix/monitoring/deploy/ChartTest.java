package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart as Helm takes it: lint, schema, rendering. */
class ChartTest {
    private static final Path GOLDEN =
            Project.ROOT.resolve("deploy-tests/src/test/resources/chart/everything.golden.yaml");
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z][A-Za-z0-9]*):(.*)$");

    @TempDir
    Path folder;

    static List<Chart.Variant> variants() {
        return Chart.variants();
    }

    @Test
    void helmFindsNothingToSay() {
        LintResult result = new Helm(Project.CHART).lint().call();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
    }

    /** Kubernetes' own model, read strictly. */
    @ParameterizedTest
    @MethodSource("variants")
    void everyFieldIsOneThatKubernetesKnows(Chart.Variant variant) throws Exception {
        Set<String> names = new HashSet<>();
        for (HasMetadata object : Chart.objects(variant)) {
            String name = object.getKind() + "/" + object.getMetadata().getName();
            assertThat(names.add(name)).as("%s comes once", name).isTrue();
            assertThat(UnknownFields.in(object)).as(name).isEmpty();
        }
        assertThat(names).hasSizeGreaterThan(25);
    }

    /** That the check above can fail. */
    @Test
    void whatKubernetesDoesNotKnowIsFound() throws Exception {
        Object object = Chart.parse("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec:
                  template:
                    spec:
                      containers: [{name: a, redinessProbe: {}}]
                """);
        assertThat(UnknownFields.in(object)).containsExactly(".spec.template.spec.containers[0].redinessProbe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region: Mars | region",
                "hub: maybe | hub",
                "image: {tag: latest} | tag",
                "image: {taag: 1.0} | taag",
                "accountId: '12' | accountId",
                "alertProcessor: {replicas: 0} | replicas",
                "alertProcessor: {resources: {limits: {cpu: fast}}} | cpu",
                "prometheus: {image: 'docker.io/prom/prometheus:latest'} | image",
                "security: {issuer: 'https://id.example'} | audience",
                "security: {tokens: [{name: a, sha256: abc, roles: [viewer]}]} | sha256",
                "security: {tokens: [{name: a, sha256: 2ae8baca23cce0be0e3472ae6036fd1db1347dbdd60c0225f34bd010c8922df8, roles: [auditor]}]} | expiresAt",
                "ingress: {oidc: {enabled: true}} | issuer",
                "restoreDrill: {enabled: true} | image",
                "backup: {enabled: true, image: 'registry.example/tools:1'} | location",
                "backup: {location: /tmp} | location",
                "backup: {parts: [config]} | parts",
                "complianceReporter: {accounts: [{account: '1', regions: [us-east-1]}]} | account"
            })
    void wrongValuesAreRefusedByName(String values, String named) throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), values + "\n");
        assertThatThrownBy(() -> Chart.render(new Chart.Variant("wrong", List.of(file))))
                .hasMessageContaining("schema")
                .hasMessageContaining(named);
    }

    /** Each key is explained where its name stands first. */
    @Test
    void everyKeyOfTheValuesHasAComment() throws IOException {
        Set<String> explained = new HashSet<>(Set.of(
                "requests", "limits", "plain", "cpu", "memory", "enabled", "replicas", "digest", "env", "resources"));
        String before = "";
        for (String line : Files.readAllLines(Project.CHART.resolve("values.yaml"))) {
            Matcher key = KEY.matcher(line);
            if (key.matches() && !explained.contains(key.group(2))) {
                // One comment may speak of the keys below it, up to an empty line or another one.
                assertThat(before).as("a comment for %s", line.strip()).isNotBlank();
                explained.add(key.group(2));
            }
            before = line.isBlank() ? "" : line.strip().startsWith("#") || !before.isBlank() ? "explained" : "";
        }
        assertThat(explained).hasSizeGreaterThan(60);
    }

    @Test
    void dashboardsAndRulesAreThoseOfTheProject() throws IOException {
        List<HasMetadata> objects = Chart.objects(Chart.everything());
        ConfigMap dashboards = configuration(objects, "grafana-dashboards");
        for (Path file : Dashboards.files()) {
            assertThat(dashboards.getData().get(file.getFileName().toString())).isEqualTo(Files.readString(file));
        }
        ConfigMap prometheus = configuration(objects, "prometheus");
        for (Path file : Rules.files()) {
            assertThat(prometheus.getData().get(file.getFileName().toString())).isEqualTo(Files.readString(file));
        }
    }

    static ConfigMap configuration(List<HasMetadata> objects, String name) {
        return objects.stream()
                .filter(object -> object instanceof ConfigMap
                        && object.getMetadata().getName().equals(name))
                .map(ConfigMap.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** What is deployed, to look at in a review; without dashboards and rules. {@code -Dkaldrix.golden=write} writes it anew. */
    @Test
    void whatIsRenderedIsWhatWasReviewed() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String document : Chart.documents(Chart.render(Chart.everything()))) {
            boolean cut = document.lines().count() > 400;
            String shown =
                    cut ? document.lines().limit(16).reduce("", (all, line) -> all + line + "\n") + "# ..." : document;
            text.append("---\n").append(shown.strip()).append('\n');
        }
        if (System.getProperty("kaldrix.golden", "").equals("write")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
    }
}
