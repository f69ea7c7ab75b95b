package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Endpoint;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Limits;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.SampleRules;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code scrape_configs}. */
final class ScrapeReader {
    private static final Keys KEYS = Keys.of(
                    "job_name",
                    "scrape_interval",
                    "scrape_timeout",
                    "metrics_path",
                    "scheme",
                    "params",
                    "honor_labels",
                    "honor_timestamps",
                    "track_timestamps_staleness",
                    "enable_compression",
                    "scrape_protocols",
                    "fallback_scrape_protocol",
                    "relabel_configs",
                    "metric_relabel_configs",
                    "body_size_limit",
                    "sample_limit",
                    "label_limit",
                    "label_name_length_limit",
                    "label_value_length_limit",
                    "target_limit",
                    "keep_dropped_targets")
            .and(AccessReader.KEYS)
            .and(DiscoveryReader.KEYS)
            .refusing(
                    "scrape_classic_histograms",
                    "always_scrape_classic_histograms",
                    "convert_classic_histograms_to_nhcb",
                    "scrape_native_histograms",
                    "native_histogram_bucket_limit",
                    "native_histogram_min_bucket_factor",
                    "metric_name_validation_scheme",
                    "metric_name_escaping_scheme",
                    "scrape_class",
                    "scrape_failure_log_file",
                    "extra_scrape_metrics");

    private final AccessReader access;
    private final DiscoveryReader discoveries;
    private final Defaults defaults;

    /** What holds where a job says nothing. */
    record Defaults(Duration interval, Duration timeout, Limits limits, String accept) {
        /** As Prometheus has it: every minute, 10 s, no limits. */
        static Defaults usual() {
            return new Defaults(
                    Duration.ofMinutes(1), Duration.ofSeconds(10), new Limits(0, 0, 0, 0, 0, 0, 0), Endpoint.ACCEPT);
        }
    }

    ScrapeReader(AccessReader access, DiscoveryReader discoveries, Defaults defaults) {
        this.access = access;
        this.discoveries = discoveries;
        this.defaults = defaults;
    }

    List<ScrapeJob> read(Section file) {
        Map<String, ScrapeJob> jobs = new LinkedHashMap<>();
        for (Section section : file.sections("scrape_configs", KEYS)) {
            ScrapeJob job = job(section);
            if (section.require("job_name", "'job_name' is missing") && jobs.putIfAbsent(job.name(), job) != null) {
                section.problem("job_name", "there is a job '" + job.name() + "' already");
            }
        }
        return List.copyOf(jobs.values());
    }

    private ScrapeJob job(Section section) {
        return new ScrapeJob(
                section.text("job_name"),
                timing(section),
                endpoint(section),
                access.read(section),
                discoveries.read(section),
                RelabelReader.read(section, "relabel_configs"),
                new SampleRules(
                        section.flag("honor_labels", false),
                        section.flag("honor_timestamps", true),
                        section.flag("track_timestamps_staleness", false),
                        RelabelReader.read(section, "metric_relabel_configs")),
                limits(section, defaults.limits()));
    }

    private Timing timing(Section section) {
        @Nullable Duration interval = section.positiveDurationOrNull("scrape_interval");
        @Nullable Duration timeout = section.positiveDurationOrNull("scrape_timeout");
        Duration every = Objects.requireNonNullElse(interval, defaults.interval());
        if (timeout == null) {
            return new Timing(every, defaults.timeout().compareTo(every) > 0 ? every : defaults.timeout());
        }
        if (timeout.compareTo(every) > 0) {
            section.problem("scrape_timeout", "the timeout cannot be longer than the interval");
        }
        return new Timing(every, timeout);
    }

    private Endpoint endpoint(Section section) {
        String scheme = section.has("scheme") ? section.text("scheme") : "http";
        if (!scheme.equals("http") && !scheme.equals("https")) {
            section.problem("scheme", "'" + scheme + "' is neither http nor https");
        }
        Map<String, List<String>> params = new LinkedHashMap<>();
        section.lists("params")
                .forEach((name, values) ->
                        params.put(name, values.stream().map(Item::text).toList()));
        return new Endpoint(
                scheme,
                section.has("metrics_path") ? section.text("metrics_path") : "/metrics",
                params,
                ScrapeProtocol.accept(section, "scrape_protocols", defaults.accept()),
                section.flag("enable_compression", true),
                ScrapeProtocol.fallback(section));
    }

    static Limits limits(Section section, Limits others) {
        return new Limits(
                section.bytes("body_size_limit", others.bodyBytes()),
                section.count("sample_limit", others.samples()),
                section.count("label_limit", others.labels()),
                section.count("label_name_length_limit", others.labelName()),
                section.count("label_value_length_limit", others.labelValue()),
                section.count("target_limit", others.targets()),
                section.count("keep_dropped_targets", others.keptDropped()));
    }
}
