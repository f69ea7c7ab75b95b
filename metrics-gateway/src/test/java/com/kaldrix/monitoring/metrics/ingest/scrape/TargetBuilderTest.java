package com.kaldrix.monitoring.metrics.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Endpoint;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Limits;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.SampleRules;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Timing;
import com.kaldrix.monitoring.metrics.ingest.scrape.TargetBuilder.Built;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import com.kaldrix.monitoring.metrics.relabel.RelabelAction;
import com.kaldrix.monitoring.metrics.relabel.RelabelRule;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetBuilderTest {
    private static Built build(Map<String, String> found, RelabelRule... rules) {
        return new TargetBuilder(new ScrapeJob(
                        "app",
                        new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10)),
                        new Endpoint(
                                "http",
                                "/metrics",
                                Map.of("module", List.of("http 2xx", "more")),
                                Endpoint.ACCEPT,
                                true,
                                TextFormat.PROMETHEUS),
                        HttpAccess.plain(),
                        List.of(),
                        new RelabelRules(List.of(rules)),
                        new SampleRules(false, true, false, RelabelRules.none()),
                        new Limits(0, 0, 0, 0, 0, 0, 0)))
                .build(found);
    }

    private static Target made(Map<String, String> found, RelabelRule... rules) {
        Built built = build(found, rules);
        assertThat(built).isInstanceOf(Built.Made.class);
        return ((Built.Made) built).target();
    }

    private static RelabelRule set(String label, String value) {
        return RelabelRule.of(RelabelAction.REPLACE, List.of(), "(.*)", label, value);
    }

    @Test
    void takesWhatTheJobSays() {
        Target target = made(Map.of("__address__", "node:9100", "__meta_zone", "a", "team", "chain"));

        assertThat(target.url()).hasToString("http://node:9100/metrics?module=http+2xx&module=more");
        assertThat(target.labels().decode())
                .isEqualTo(LabelSet.of("instance", "node:9100", "job", "app", "team", "chain"));
        assertThat(target.discovered().get("__scrape_interval__")).isEqualTo("15s");
        assertThat(target.discovered().get("__meta_zone")).isEqualTo("a");
    }

    @Test
    void letsRulesChangeAddressPathSchemeParametersAndTiming() {
        Target target = made(
                Map.of("__address__", "node"),
                set("__address__", "[2001:db8::1]:443"),
                set("__scheme__", "https"),
                set("__metrics_path__", "a b/metrics"),
                set("__param_module", "icmp"),
                set("__param_target", "x&y"),
                set("__scrape_interval__", "1m"),
                set("__scrape_timeout__", "30s"),
                set("instance", "mine"),
                set("job", "other"));

        assertThat(target.url())
                .hasToString("https://[2001:db8::1]:443/a%20b/metrics?module=icmp&module=more&target=x%26y");
        assertThat(target.timing()).isEqualTo(new Timing(Duration.ofMinutes(1), Duration.ofSeconds(30)));
        assertThat(target.labels().decode()).isEqualTo(LabelSet.of("instance", "mine", "job", "other"));
    }

    @Test
    void dropsWhatARuleDropsAndKeepsWhatWasFound() {
        Built built = build(
                Map.of("__address__", "node:1", "__meta_phase", "Failed"),
                RelabelRule.of(RelabelAction.DROP, List.of("__meta_phase"), "Failed", "", "$1"));

        assertThat(built)
                .isInstanceOfSatisfying(
                        Built.Dropped.class,
                        dropped -> assertThat(dropped.discovered().get("__meta_phase"))
                                .isEqualTo("Failed"));
    }

    @ParameterizedTest
    @CsvSource({
        "__address__, '', no __address__",
        "__address__, node:1/metrics, no host and port",
        "__address__, no de:1, is no address",
        "__scheme__, ftp, http or https",
        "__scrape_interval__, soon, is no duration",
        "__scrape_interval__, 0s, cannot be zero",
        "__scrape_timeout__, 16s, cannot be longer"
    })
    void saysWhySomethingIsNoTarget(String label, String value, String reason) {
        RelabelRule rule = value.isEmpty()
                ? RelabelRule.of(RelabelAction.LABELDROP, List.of(), label, "", "$1")
                : set(label, value);

        assertThat(build(Map.of("__address__", "node:1"), rule))
                .isInstanceOfSatisfying(
                        Built.Unusable.class, none -> assertThat(none.reason()).contains(reason));
    }
}
