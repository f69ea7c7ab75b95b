package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.route.GroupBy;
import com.kaldrix.monitoring.alert.route.RouteDefinition;
import com.kaldrix.monitoring.alert.route.RouteDefinition.Settings;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
                    "routes")
            .refusing("mute_time_intervals", "active_time_intervals", "labels");
    private static final Pattern CLASSIC_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Set<String> receivers;

    /** @param receivers names of the receivers that there are */
    RouteReader(Set<String> receivers) {
        this.receivers = Set.copyOf(receivers);
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
        return route(section);
    }

    private RouteDefinition route(Section section) {
        Settings settings = new Settings(
                receiver(section),
                groupBy(section),
                section.durationOrNull("group_wait"),
                section.positiveDurationOrNull("group_interval"),
                section.positiveDurationOrNull("repeat_interval"));
        Matchers matchers = matchers(section);
        boolean continues = section.flag("continue", false);
        List<RouteDefinition> below =
                section.sections("routes", KEYS).stream().map(this::route).toList();
        return new RouteDefinition(settings, matchers, continues, below);
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

    private static Matchers matchers(Section section) {
        List<Matcher> matchers = new ArrayList<>();
        matchers.addAll(deprecated(section, "match", Operator.EQUAL));
        matchers.addAll(deprecated(section, "match_re", Operator.MATCHES));
        matchers.addAll(section.matchers("matchers").all());
        return new Matchers(matchers);
    }

    private static List<Matcher> deprecated(Section section, String key, Operator operator) {
        List<Matcher> matchers = new ArrayList<>();
        section.map(key).forEach((name, item) -> {
            if (!CLASSIC_NAME.matcher(name).matches()) {
                section.reading()
                        .problem(item.node(), item.path(), "'" + name + "' is no label name; use 'matchers' for it");
                return;
            }
            try {
                matchers.add(Matcher.of(name, operator, item.text()));
            } catch (IllegalArgumentException e) {
                section.reading().problem(item.node(), item.path(), Section.message(e));
            }
        });
        return matchers;
    }
}
