package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The first file: Prometheus' own, such as {@code promtool check config} accepts.
 *
 * @param original the file without comments, with {@code <secret>} in place of each secret
 * @param jobs what is scraped
 * @param targets what is forwarded to
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">Configuration</a>
 */
record PrometheusFile(String original, List<ScrapeJob> jobs, List<RemoteWriteTarget> targets) {
    private static final String NO_RULES = "the gateway evaluates no rules; leave them to Prometheus";
    private static final Keys KEYS = Keys.of("global", "scrape_configs", "remote_write")
            .refusingFor("rule_files", NO_RULES)
            .refusingFor("alerting", "alerts come from Prometheus' rules and from thresholds of KPIs")
            .refusing("remote_read", "scrape_config_files", "storage", "tracing", "otlp", "runtime");
    private static final Keys GLOBAL = Keys.of(
                    "scrape_interval",
                    "scrape_timeout",
                    "evaluation_interval",
                    "external_labels",
                    "body_size_limit",
                    "sample_limit",
                    "label_limit",
                    "label_name_length_limit",
                    "label_value_length_limit",
                    "target_limit",
                    "keep_dropped_targets",
                    "scrape_protocols")
            .refusing(
                    "query_log_file",
                    "scrape_failure_log_file",
                    "rule_query_offset",
                    "metric_name_validation_scheme",
                    "metric_name_escaping_scheme",
                    "scrape_native_histograms",
                    "convert_classic_histograms_to_nhcb",
                    "always_scrape_classic_histograms",
                    "extra_scrape_metrics");

    PrometheusFile {
        jobs = List.copyOf(jobs);
        targets = List.copyOf(targets);
    }

    /**
     * Reads the file.
     *
     * @param directory where relative names of files begin
     * @throws com.kaldrix.monitoring.common.yaml.ConfigurationException with all that is wrong
     */
    static PrometheusFile parse(String name, String text, Path directory) {
        Reading reading = new Reading(name, directory);
        @Nullable Node root = YamlText.compose(text, reading).orElse(null);
        if (root == null) {
            reading.finish();
            return new PrometheusFile("", List.of(), List.of());
        }
        Section file = Section.of(reading, "", root, KEYS);
        Section global = file.section("global", GLOBAL);
        AccessReader access = new AccessReader(directory);
        List<ScrapeJob> jobs =
                new ScrapeReader(access, new DiscoveryReader(directory, access), defaults(global)).read(file);
        List<RemoteWriteTarget> targets = new RemoteWriteReader(access, externalLabels(global)).read(file);
        reading.finish();
        return new PrometheusFile(YamlText.masked(root, reading), jobs, targets);
    }

    private static ScrapeReader.Defaults defaults(Section global) {
        ScrapeReader.Defaults usual = ScrapeReader.Defaults.usual();
        @Nullable Duration interval = global.positiveDurationOrNull("scrape_interval");
        @Nullable Duration timeout = global.positiveDurationOrNull("scrape_timeout");
        Duration every = Objects.requireNonNullElse(interval, usual.interval());
        if (timeout != null && timeout.compareTo(every) > 0) {
            global.problem("scrape_timeout", "the timeout cannot be longer than the interval");
        }
        Duration longest = timeout == null && usual.timeout().compareTo(every) > 0 ? every : usual.timeout();
        return new ScrapeReader.Defaults(
                every,
                Objects.requireNonNullElse(timeout, longest),
                ScrapeReader.limits(global, usual.limits()),
                ScrapeProtocol.accept(global, "scrape_protocols", usual.accept()));
    }

    private static Map<String, String> externalLabels(Section global) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, Item> label : global.map("external_labels").entrySet()) {
            if (label.getKey().isEmpty() || label.getKey().equals("__name__")) {
                global.problem("external_labels", "'" + label.getKey() + "' is no label for all series");
            } else {
                labels.put(label.getKey(), label.getValue().text());
            }
        }
        return labels;
    }
}
