package com.kaldrix.monitoring.alert.enrich;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds labels and annotations by rules. All rules that match apply, in order, and each sees the labels that those before it
 * added. What is there is never replaced: neither the source's word nor an earlier rule's.
 *
 * @param rules in order
 */
public record Enrichment(List<Rule> rules) {
    public static final Enrichment NONE = new Enrichment(List.of());

    /**
     * @param matchers which alerts
     * @param labels derived labels to add
     * @param annotations annotations to add
     */
    public record Rule(Matchers matchers, Labels labels, Map<String, String> annotations) {
        public Rule {
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * What an alert has after the rules.
     *
     * @param derived derived labels: those given and those added
     * @param annotations annotations: those given and those added
     */
    public record Enriched(Labels derived, Map<String, String> annotations) {
        public Enriched {
            annotations = Map.copyOf(annotations);
        }
    }

    public Enrichment {
        rules = List.copyOf(rules);
    }

    /**
     * @param own the source's labels; never changed
     * @param derived what is known beside them
     * @param annotations words for people; an empty one counts as absent
     */
    public Enriched apply(Labels own, Labels derived, Map<String, String> annotations) {
        Labels known = derived;
        Map<String, String> words = new LinkedHashMap<>(annotations);
        for (Rule rule : rules) {
            Labels seen = own.orElse(known);
            if (rule.matchers().matches(seen)) {
                known = known.orElse(rule.labels().keep(name -> seen.get(name).isEmpty()));
                rule.annotations().forEach((name, text) -> words.merge(name, text, Enrichment::present));
            }
        }
        return new Enriched(known, words);
    }

    private static String present(String there, String added) {
        return there.isEmpty() ? added : there;
    }
}
