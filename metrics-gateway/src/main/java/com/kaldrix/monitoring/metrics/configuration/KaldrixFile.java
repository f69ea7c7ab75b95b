package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import com.kaldrix.monitoring.metrics.configuration.ComponentRules.Component;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Lanes;
import com.kaldrix.monitoring.metrics.intake.IntakeRules;
import com.kaldrix.monitoring.metrics.intake.IntakeRules.LabelLimits;
import com.kaldrix.monitoring.metrics.intake.IntakeRules.SeriesLimits;
import com.kaldrix.monitoring.metrics.pair.PairRules;
import com.kaldrix.monitoring.metrics.window.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The second file: what Prometheus has no words for.
 *
 * @param intake what is taken in, and what is added to it
 * @param pairs how pairs of senders are told
 * @param watch which series' windows go to the metrics topic; null leaves that to the properties
 * @param lanes of targets by name
 */
record KaldrixFile(
        IntakeRules intake, PairRules pairs, @Nullable List<Selector> watch, Map<String, Lanes> lanes) {
    private static final Keys KEYS = Keys.of("labels", "components", "limits", "pairs", "watch", "targets")
            .refusingFor("kpis", "name the file by the property kaldrix.kpi.file")
            .refusingFor("archive", "name the place by the property kaldrix.archive.location");
    private static final Keys COMPONENT = Keys.of("match", "component");
    private static final Keys LIMITS = Keys.of(
            "series", "series_per_source", "sources", "labels", "label_name_bytes", "label_value_bytes", "max_future");
    private static final Keys PAIRS = Keys.of("cluster_label", "replica_label", "takeover_after", "clusters");
    private static final Keys TARGET = Keys.of("name", "out_of_order", "fresh_after");

    KaldrixFile {
        lanes = Map.copyOf(lanes);
    }

    /**
     * Reads the file.
     *
     * @param place labels that each series gets where the file does not say otherwise, such as the region
     * @param builtIn what holds where the file says nothing; null when this is the built-in file itself
     * @throws com.kaldrix.monitoring.common.yaml.ConfigurationException with all that is wrong
     */
    static KaldrixFile parse(String name, String text, Map<String, String> place, @Nullable KaldrixFile builtIn) {
        Reading reading = new Reading(name, Path.of(""));
        @Nullable Node root = YamlText.compose(text, reading).orElse(null);
        if (root == null) {
            reading.finish();
            throw new IllegalStateException("a file without content is a problem");
        }
        Section file = Section.of(reading, "", root, KEYS);
        KaldrixFile read = new KaldrixFile(
                new IntakeRules(enrichment(file, place, builtIn), series(file), labels(file), maxFuture(file)),
                pairs(file.section("pairs", PAIRS)),
                watch(file),
                lanes(file));
        reading.finish();
        return read;
    }

    private static ComponentRules enrichment(Section file, Map<String, String> place, @Nullable KaldrixFile builtIn) {
        Map<String, String> labels = new LinkedHashMap<>(place);
        file.map("labels").forEach((name, item) -> {
            if (name.isEmpty() || name.equals("__name__")) {
                file.reading().problem(item.node(), item.path(), "'" + name + "' is no label for all series");
            } else if (item.text().isEmpty()) {
                labels.remove(name);
            } else {
                labels.put(name, item.text());
            }
        });
        if (!file.has("components") && builtIn != null && builtIn.intake().enrichment() instanceof ComponentRules own) {
            return new ComponentRules(labels, own.components());
        }
        List<Component> components = new ArrayList<>();
        for (Section rule : file.sections("components", COMPONENT)) {
            rule.require("match", "'match' is missing");
            if (rule.require("component", "'component' is missing")) {
                components.add(new Component(matchers(rule), rule.text("component")));
            }
        }
        return new ComponentRules(labels, components);
    }

    private static com.kaldrix.monitoring.common.label.Matchers matchers(Section rule) {
        try {
            return com.kaldrix.monitoring.common.label.Matchers.parse(rule.text("match"));
        } catch (IllegalArgumentException e) {
            rule.problem("match", Section.message(e));
            return com.kaldrix.monitoring.common.label.Matchers.any();
        }
    }

    private static SeriesLimits series(Section file) {
        SeriesLimits usual = IntakeRules.usual().limits();
        Section limits = file.section("limits", LIMITS);
        Map<String, Integer> sources = new LinkedHashMap<>();
        limits.map("sources").forEach((source, item) -> {
            if (item.text().matches("[1-9]\\d{0,8}")) {
                sources.put(source, Integer.parseInt(item.text()));
            } else {
                limits.reading().problem(item.node(), item.path(), "expected a whole number from 1");
            }
        });
        return new SeriesLimits(
                positive(limits, "series", usual.total()),
                positive(limits, "series_per_source", usual.perSource()),
                sources);
    }

    private static int positive(Section section, String key, int usual) {
        int count = section.count(key, usual);
        if (count == 0) {
            section.problem(key, "expected a whole number from 1");
            return usual;
        }
        return count;
    }

    private static LabelLimits labels(Section file) {
        LabelLimits usual = IntakeRules.usual().labels();
        Section limits = file.section("limits", LIMITS);
        return new LabelLimits(
                positive(limits, "labels", usual.count()),
                positive(limits, "label_name_bytes", usual.nameBytes()),
                positive(limits, "label_value_bytes", usual.valueBytes()));
    }

    private static Duration maxFuture(Section file) {
        @Nullable Duration future = file.section("limits", LIMITS).positiveDurationOrNull("max_future");
        return Objects.requireNonNullElse(future, IntakeRules.usual().maxFuture());
    }

    private static PairRules pairs(Section section) {
        PairRules usual = PairRules.usual();
        @Nullable Duration takeover = section.positiveDurationOrNull("takeover_after");
        try {
            return new PairRules(
                    section.has("cluster_label") ? section.text("cluster_label") : usual.clusterLabel(),
                    section.has("replica_label") ? section.text("replica_label") : usual.replicaLabel(),
                    Objects.requireNonNullElse(takeover, usual.takeoverAfter()),
                    section.count("clusters", usual.mostClusters()));
        } catch (IllegalArgumentException e) {
            section.problem(Section.message(e));
            return usual;
        }
    }

    private static @Nullable List<Selector> watch(Section file) {
        if (!file.has("watch")) {
            return null;
        }
        List<Selector> selectors = new ArrayList<>();
        for (Item item : file.texts("watch")) {
            try {
                selectors.add(Selector.parse(item.text()));
            } catch (IllegalArgumentException e) {
                file.reading().problem(item.node(), item.path(), Section.message(e));
            }
        }
        return selectors;
    }

    private static Map<String, Lanes> lanes(Section file) {
        Map<String, Lanes> lanes = new LinkedHashMap<>();
        for (Section target : file.sections("targets", TARGET)) {
            if (target.require("name", "'name' is missing")) {
                @Nullable Duration after = target.positiveDurationOrNull("fresh_after");
                lanes.put(
                        target.text("name"),
                        new Lanes(
                                target.flag("out_of_order", false),
                                Objects.requireNonNullElse(
                                        after, Lanes.inOrder().freshAfter())));
            }
        }
        return lanes;
    }
}
