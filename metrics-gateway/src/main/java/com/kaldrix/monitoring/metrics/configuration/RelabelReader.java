package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.metrics.relabel.RelabelAction;
import com.kaldrix.monitoring.metrics.relabel.RelabelRule;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of rules of relabelling. */
final class RelabelReader {
    private static final Keys KEYS =
            Keys.of("source_labels", "separator", "target_label", "regex", "modulus", "replacement", "action");

    private RelabelReader() {}

    static RelabelRules read(Section section, String key) {
        List<RelabelRule> rules = new ArrayList<>();
        for (Section rule : section.sections(key, KEYS)) {
            rule(rule).ifPresent(rules::add);
        }
        return rules.isEmpty() ? RelabelRules.none() : new RelabelRules(rules);
    }

    private static Optional<RelabelRule> rule(Section section) {
        String word = section.has("action") ? section.text("action") : RelabelAction.REPLACE.word();
        Optional<RelabelAction> action = RelabelAction.find(word);
        if (action.isEmpty()) {
            section.problem("action", "there is no action '" + word + "'");
            return Optional.empty();
        }
        try {
            return Optional.of(new RelabelRule(
                    action.get(),
                    section.texts("source_labels").stream().map(Item::text).toList(),
                    section.item("separator").map(Item::text).orElse(";"),
                    section.item("regex").map(Item::text).orElse("(.*)"),
                    section.count("modulus", 0),
                    section.text("target_label"),
                    section.item("replacement").map(Item::text).orElse("$1")));
        } catch (IllegalArgumentException e) {
            section.problem(Section.message(e));
            return Optional.empty();
        }
    }
}
