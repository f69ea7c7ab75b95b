package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.inhibition.InhibitionRule;
import com.kaldrix.monitoring.alert.inhibition.InhibitionRules;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads {@code inhibit_rules}. */
final class InhibitionReader {
    private static final Keys KEYS = Keys.of(
                    "source_matchers",
                    "source_match",
                    "source_match_re",
                    "target_matchers",
                    "target_match",
                    "target_match_re",
                    "equal",
                    "name")
            .refusing("sources");

    private InhibitionReader() {}

    static InhibitionRules read(Section root) {
        return new InhibitionRules(root.sections("inhibit_rules", KEYS).stream()
                .map(InhibitionReader::rule)
                .toList());
    }

    private static InhibitionRule rule(Section section) {
        return new InhibitionRule(
                MatcherReader.read(section, "source_"), MatcherReader.read(section, "target_"), equal(section));
    }

    private static Set<String> equal(Section section) {
        Set<String> names = new LinkedHashSet<>();
        for (Item item : section.texts("equal")) {
            if (item.text().isEmpty()) {
                section.reading().problem(item.node(), item.path(), "a label name cannot be empty");
            } else {
                names.add(item.text());
            }
        }
        return names;
    }
}
