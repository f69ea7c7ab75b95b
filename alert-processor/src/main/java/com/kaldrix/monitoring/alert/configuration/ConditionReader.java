package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.condition.Condition;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code conditions}. */
final class ConditionReader {
    private static final Keys KEYS = Keys.of("name", "mode", "matchers", "when");
    private static final int MOST = 100;

    private ConditionReader() {}

    static List<Condition> read(Section root, String key) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections(key, KEYS)) {
            String name = section.text("name");
            section.require("name", "a condition needs a 'name'");
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "there is already a condition named '" + name + "'");
            }
            Condition.Mode mode = mode(section);
            Matchers matchers = section.matchers("matchers");
            if (section.require("when", "a condition needs 'when', an expression in CEL")) {
                try {
                    conditions.add(Condition.compile(name, mode, matchers, section.text("when")));
                } catch (IllegalArgumentException e) {
                    section.problem("when", Section.message(e));
                }
            }
        }
        if (conditions.size() > MOST) {
            root.problem(key, "there are more than " + MOST + " conditions");
        }
        return conditions;
    }

    private static Condition.Mode mode(Section section) {
        return switch (section.text("mode")) {
            case "", "dry_run" -> Condition.Mode.DRY_RUN;
            case "enforce" -> Condition.Mode.ENFORCE;
            default -> {
                section.problem("mode", "expected dry_run or enforce");
                yield Condition.Mode.DRY_RUN;
            }
        };
    }
}
