package com.kaldrix.monitoring.alert.inhibition;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds among many matchers those that may cover an alert, by one label that each of them wants to have one value. Of those the
 * rest is still to be looked at.
 */
final class RuleIndex {
    private final Map<String, Map<String, List<Integer>>> byLabel = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();

    /** @param all in order */
    RuleIndex(List<Matchers> all) {
        for (int i = 0; i < all.size(); i++) {
            int number = i;
            all.get(i).all().stream()
                    .filter(matcher -> matcher.operator() == Operator.EQUAL
                            && !matcher.value().isEmpty())
                    .findFirst()
                    .ifPresentOrElse(matcher -> list(matcher).add(number), () -> others.add(number));
        }
    }

    private List<Integer> list(Matcher matcher) {
        return byLabel.computeIfAbsent(matcher.name(), name -> new HashMap<>())
                .computeIfAbsent(matcher.value(), value -> new ArrayList<>());
    }

    /** The places of those that may cover it, in order. */
    List<Integer> candidates(Labels labels) {
        List<Integer> found = null;
        for (Map.Entry<String, Map<String, List<Integer>>> label : byLabel.entrySet()) {
            String value = labels.get(label.getKey());
            List<Integer> more = value.isEmpty() ? null : label.getValue().get(value);
            if (more != null) {
                if (found == null) {
                    found = new ArrayList<>(others);
                }
                found.addAll(more);
            }
        }
        if (found == null) {
            return others;
        }
        found.sort(Integer::compare);
        return found;
    }
}
