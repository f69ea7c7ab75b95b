package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes targets of what was found, by the rules of a job. */
final class TargetBuilder {
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__metrics_path__";
    private static final String INTERVAL = "__scrape_interval__";
    private static final String TIMEOUT = "__scrape_timeout__";
    private static final String PARAM = "__param_";

    private final ScrapeJob job;

    TargetBuilder(ScrapeJob job) {
        this.job = job;
    }

    /** What became of something that was found. */
    sealed interface Built {
        /** It is a target. */
        record Made(Target target) implements Built {}

        /** A rule drops it. */
        record Dropped(LabelSet discovered) implements Built {}

        /** It is no target that could be scraped. */
        record Unusable(LabelSet discovered, String reason) implements Built {}
    }

    Built build(Map<String, String> found) {
        LabelSet discovered = discovered(found);
        LabelSet labels = discovered.copy();
        if (!job.relabel().apply(labels)) {
            return new Built.Dropped(discovered);
        }
        String address = labels.get(TargetGroup.ADDRESS);
        if (address.isEmpty()) {
            return new Built.Unusable(discovered, "the target has no __address__");
        }
        if (address.contains("/")) {
            return new Built.Unusable(discovered, "'" + address + "' is no host and port");
        }
        try {
            ScrapeJob.Timing timing = timing(labels);
            URI url = url(labels, address);
            if (labels.get("instance").isEmpty()) {
                labels.set("instance", address);
            }
            labels.removeIf(name -> name.startsWith("__"));
            return new Built.Made(new Target(labels.encode(), url, timing, discovered));
        } catch (IllegalArgumentException e) {
            return new Built.Unusable(discovered, String.valueOf(e.getMessage()));
        }
    }

    private LabelSet discovered(Map<String, String> found) {
        LabelSet labels = LabelSet.of(found);
        add(labels, "job", job.name());
        add(labels, INTERVAL, PrometheusDuration.format(job.timing().interval()));
        add(labels, TIMEOUT, PrometheusDuration.format(job.timing().timeout()));
        add(labels, PATH, job.endpoint().path());
        add(labels, SCHEME, job.endpoint().scheme());
        job.endpoint().params().forEach((name, values) -> {
            if (!values.isEmpty()) {
                add(labels, PARAM + name, values.getFirst());
            }
        });
        return labels;
    }

    private static void add(LabelSet labels, String name, String value) {
        if (labels.get(name).isEmpty()) {
            labels.set(name, value);
        }
    }

    private static ScrapeJob.Timing timing(LabelSet labels) {
        Duration interval = PrometheusDuration.parse(labels.get(INTERVAL));
        Duration timeout = PrometheusDuration.parse(labels.get(TIMEOUT));
        if (interval.isZero() || timeout.isZero()) {
            throw new IllegalArgumentException("the interval and the timeout of a target cannot be zero");
        }
        if (timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException("the timeout of a target cannot be longer than its interval");
        }
        return new ScrapeJob.Timing(interval, timeout);
    }

    private URI url(LabelSet labels, String address) {
        String scheme = labels.get(SCHEME);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the scheme of a target is http or https, not '" + scheme + "'");
        }
        String path = labels.get(PATH);
        String rooted = path.startsWith("/") ? path : "/" + path;
        String query = query(labels);
        try {
            String before = scheme + "://" + address + new URI(null, "x", rooted, null).getRawPath();
            URI url = new URI(query.isEmpty() ? before : before + "?" + query);
            if (url.getHost() == null) {
                throw new IllegalArgumentException("'" + address + "' is no host and port");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + e.getInput() + "' is no address: " + e.getReason(), e);
        }
    }

    /** The query of the job, in which labels of the target take the place of the first value of each name. */
    private String query(LabelSet labels) {
        Map<String, List<String>> params = new TreeMap<>();
        job.endpoint().params().forEach((name, values) -> params.put(name, new ArrayList<>(values)));
        labels.forEach((name, value) -> {
            if (name.startsWith(PARAM)) {
                List<String> values = params.computeIfAbsent(name.substring(PARAM.length()), key -> new ArrayList<>());
                if (values.isEmpty()) {
                    values.add(value);
                } else {
                    values.set(0, value);
                }
            }
        });
        StringBuilder query = new StringBuilder();
        params.forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return query.toString();
    }
}
