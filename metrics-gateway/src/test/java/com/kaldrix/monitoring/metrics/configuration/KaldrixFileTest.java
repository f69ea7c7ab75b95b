package com.kaldrix.monitoring.metrics.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.intake.IntakeRules;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KaldrixFileTest {
    private static final Identity IDENTITY = new Identity(new Region("eu-west-1"), "prod", 0, 1, false);

    @TempDir
    private Path folder;

    private LoadedConfiguration load(String prometheus, String kaldrix) {
        try {
            Path one = Files.writeString(folder.resolve("prometheus.yml"), prometheus);
            Path other = Files.writeString(folder.resolve("gateway.yml"), kaldrix);
            return new ConfigurationSource(one, other, IDENTITY).load();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static LabelSet enriched(LoadedConfiguration configuration, LabelSet labels) {
        configuration.rules().intake().enrichment().apply(labels);
        return labels;
    }

    @Test
    void addsRegionAndEnvironmentAndComponentByItself() {
        LoadedConfiguration builtIn = new ConfigurationSource(null, null, IDENTITY).load();

        assertThat(enriched(builtIn, LabelSet.of("__name__", "kaldrix_node_consensus_rounds_total")))
                .isEqualTo(LabelSet.of(
                        "__name__", "kaldrix_node_consensus_rounds_total",
                        "component", "consensus",
                        "environment", "prod",
                        "region", "eu-west-1"));
        assertThat(builtIn.jobs()).hasSize(2);
    }

    @Test
    void leavesAloneWhatASourceSaysOfItself() {
        LoadedConfiguration builtIn = new ConfigurationSource(null, null, IDENTITY).load();
        LabelSet own = LabelSet.of("__name__", "node_load1", "region", "us-east-1", "component", "mine");

        assertThat(enriched(builtIn, own).get("region")).isEqualTo("us-east-1");
        assertThat(own.get("component")).isEqualTo("mine");
    }

    @Test
    void readsEverything() {
        LoadedConfiguration loaded = load("remote_write: [{name: amp, url: 'http://a/w'}]", """
                labels: {team: core, environment: ''}
                components: [{match: '{job="x"}', component: special}]
                limits: {series: 10, series_per_source: 5, sources: {scrape/a: 2}, labels: 9, max_future: 1m}
                pairs: {cluster_label: dc, replica_label: r, takeover_after: 5s, clusters: 2}
                watch: ['{__name__=~"a.*"}']
                targets: [{name: amp, out_of_order: true, fresh_after: 2m}]
                """);
        IntakeRules intake = loaded.rules().intake();

        assertThat(enriched(loaded, LabelSet.of("__name__", "a", "job", "x")))
                .isEqualTo(LabelSet.of(
                        "__name__", "a", "component", "special", "job", "x", "region", "eu-west-1", "team", "core"));
        assertThat(intake.limits().total()).isEqualTo(10);
        assertThat(intake.limits().sources()).containsEntry(new Source("scrape", "a").toString(), 2);
        assertThat(intake.labels().count()).isEqualTo(9);
        assertThat(intake.maxFuture()).isEqualTo(Duration.ofMinutes(1));
        assertThat(loaded.rules().pairs().clusterLabel()).isEqualTo("dc");
        assertThat(loaded.rules().watch()).hasSize(1);
        assertThat(loaded.targets().getFirst().lanes().outOfOrder()).isTrue();
        assertThat(loaded.targets().getFirst().lanes().freshAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "limits: {series: 0} | whole number from 1",
                "limits: {sources: {a: many}} | whole number from 1",
                "labels: {__name__: x} | no label for all series",
                "components: [{match: 'a=~\"(\"', component: x}] | no regular expression",
                "components: [{component: x}] | 'match' is missing",
                "pairs: {cluster_label: a, replica_label: a} | two different labels",
                "watch: ['{'] | ",
                "targets: [{name: nobody}] | there is no target 'nobody'",
                "kpis: x.yml | kaldrix.kpi.file",
                "limit: {} | limits"
            })
    void namesWhatIsWrong(String text, String reason) {
        assertThatThrownBy(() -> load("scrape_configs: []", text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason == null ? "gateway.yml" : reason);
    }

    @Test
    void aWrongFileChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: [{job_name: a}]");
        List<LoadedConfiguration> applied = new ArrayList<>();
        ActiveConfiguration active = new ActiveConfiguration(
                new ConfigurationSource(file, null, IDENTITY), applied::add, new SettableClock(Instant.EPOCH));
        active.load();
        Files.writeString(file, "scrape_configs: [{job_name: a, scheme: ftp}]");

        assertThatThrownBy(active::load).isInstanceOf(ConfigurationException.class);

        assertThat(applied).hasSize(1);
        assertThat(active.current().jobs()).hasSize(1);
        assertThat(active.lastReloadSucceeded()).isFalse();
        Files.writeString(file, "scrape_configs: [{job_name: b}]");
        active.load();
        assertThat(active.lastReloadSucceeded()).isTrue();
        assertThat(active.current().jobs().getFirst().name()).isEqualTo("b");
    }
}
