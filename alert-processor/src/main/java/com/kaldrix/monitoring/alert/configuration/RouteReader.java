package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.route.GroupBy;
import com.kaldrix.monitoring.alert.route.RouteDefinition;
import com.kaldrix.monitoring.alert.route.RouteDefinition.Hours;
import com.kaldrix.monitoring.alert.route.RouteDefinition.Settings;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code route} and what is below it. */
final class RouteReader {
    private static final Keys KEYS = Keys.of(
                    "receiver",
                    "group_by",
                    "group_wait",
                    "group_interval",
                    "repeat_interval",
                    "matchers",
                    "match",
                    "match_re",
                    "continue",
                    "routes",
                    "mute_time_intervals",
                    "active_time_intervals")
            .refusing("labels");

    private final Set<String> receivers;
    private final Set<String> intervals;

    /**
     * @param receivers names of the receivers that there are
     * @param intervals names of the time intervals that there are
     */
    RouteReader(Set<String> receivers, Set<String> intervals) {
        this.receivers = Set.copyOf(receivers);
        this.intervals = Set.copyOf(intervals);
    }

    RouteDefinition read(Section root) {
        Section section = root.section("route", KEYS);
        section.require("receiver", "the root route needs a 'receiver' for all that no other route takes");
        for (String key : List.of("matchers", "match", "match_re")) {
            if (section.has(key)) {
                section.problem(key, "the root route takes everything and cannot have '" + key + "'");
            }
        }
        if (section.flag("continue", false)) {
            section.problem("continue", "the root route has no route beside it; 'continue' makes no sense");
        }
        for (String key : List.of("mute_time_intervals", "active_time_intervals")) {
            if (!section.texts(key).isEmpty()) {
                section.problem(
                        key,
                        "the root route takes what no other route takes, at all times; it cannot have '" + key + "'");
            }
        }
        return route(section);
    }

    private RouteDefinition route(Section section) {
        Settings settings = new Settings(
                receiver(section),
                groupBy(section),
                section.durationOrNull("group_wait"),
                section.positiveDurationOrNull("group_interval"),
                section.positiveDurationOrNull("repeat_interval"));
        Hours hours = new Hours(intervals(section, "mute_time_intervals"), intervals(section, "active_time_intervals"));
        Matchers matchers = MatcherReader.read(section, "");
        boolean continues = section.flag("continue", false);
        List<RouteDefinition> below =
                section.sections("routes", KEYS).stream().map(this::route).toList();
        return new RouteDefinition(settings, hours, matchers, continues, below);
    }

    private List<String> intervals(Section section, String key) {
        List<String> names = new ArrayList<>();
        for (Item item : section.texts(key)) {
            if (intervals.contains(item.text())) {
                names.add(item.text());
            } else {
                section.reading()
                        .problem(
                                item.node(),
                                item.path(),
                                "there is no time interval named '" + item.text() + "'"
                                        + NearMiss.hint(item.text(), intervals));
            }
        }
        return names;
    }

    private @Nullable String receiver(Section section) {
        String receiver = section.text("receiver");
        if (receiver.isEmpty()) {
            return null;
        }
        if (!receivers.contains(receiver)) {
            section.problem(
                    "receiver", "there is no receiver named '" + receiver + "'" + NearMiss.hint(receiver, receivers));
        }
        return receiver;
    }

    /** An empty list says nothing, as in Alertmanager: the route inherits. */
    private static @Nullable GroupBy groupBy(Section section) {
        Set<String> names = new LinkedHashSet<>();
        for (Item item : section.texts("group_by")) {
            if (item.text().isEmpty()) {
                section.reading().problem(item.node(), item.path(), "a label name cannot be empty");
            } else if (!names.add(item.text())) {
                section.reading().problem(item.node(), item.path(), "'" + item.text() + "' is there twice");
            }
        }
        if (!names.remove("...")) {
            return names.isEmpty() ? null : GroupBy.of(names);
        }
        if (!names.isEmpty()) {
            section.problem("group_by", "'...' stands for all labels and cannot stand beside others");
        }
        return GroupBy.ALL;
    }
}
