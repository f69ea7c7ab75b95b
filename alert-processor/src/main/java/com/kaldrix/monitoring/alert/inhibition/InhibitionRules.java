package com.kaldrix.monitoring.alert.inhibition;

import com.kaldrix.monitoring.common.label.Labels;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The inhibition rules of a configuration, in the order of the file, found by the labels of alerts. */
public final class InhibitionRules {
    public static final InhibitionRules NONE = new InhibitionRules(List.of());

    private final List<InhibitionRule> all;
    private final RuleIndex sources;
    private final RuleIndex targets;

    /** @param all in the order of the file */
    public InhibitionRules(List<InhibitionRule> all) {
        this.all = List.copyOf(all);
        this.sources = new RuleIndex(all.stream().map(InhibitionRule::source).toList());
        this.targets = new RuleIndex(all.stream().map(InhibitionRule::target).toList());
    }

    /** In the order of the file. */
    public List<InhibitionRule> all() {
        return all;
    }

    /** Those that could keep any of these alerts quiet. */
    public InhibitionRules about(Collection<Labels> alerts) {
        TreeSet<Integer> about = new TreeSet<>();
        for (Labels labels : alerts) {
            for (int place : targets.candidates(labels)) {
                if (!about.contains(place) && all.get(place).target().matches(labels)) {
                    about.add(place);
                }
            }
        }
        return about.isEmpty()
                ? NONE
                : new InhibitionRules(about.stream().map(all::get).toList());
    }

    /** The places of those that may have it as a source, in order. */
    List<Integer> maybeFrom(Labels labels) {
        return sources.candidates(labels);
    }

    /** The places of those that may have it as a target, in order. */
    List<Integer> maybeAbout(Labels labels) {
        return targets.candidates(labels);
    }
}
