package com.kaldrix.monitoring.alert.inhibition;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds among many matchers those that may cover an alert, by one label for which each of them lists the values that it wants.
 * Of those the rest is still to be looked at.
 */
final class RuleIndex {
    private final Map<String, Map<String, List<Integer>>> byLabel = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();

    /** The values that a label must have one of. */
    private record Listed(String name, Set<String> values) {}

    /** @param all in order */
    RuleIndex(List<Matchers> all) {
        for (int i = 0; i < all.size(); i++) {
            int number = i;
            listed(all.get(i)).ifPresentOrElse(listed -> add(listed, number), () -> others.add(number));
        }
    }

    /** The shortest list. */
    private static Optional<Listed> listed(Matchers matchers) {
        return matchers.all().stream()
                .flatMap(matcher -> matcher.onlyValues().map(values -> new Listed(matcher.name(), values)).stream())
                .filter(listed -> !listed.values().contains(""))
                .min(Comparator.comparingInt(listed -> listed.values().size()));
    }

    private void add(Listed listed, int number) {
        Map<String, List<Integer>> byValue = byLabel.computeIfAbsent(listed.name(), name -> new HashMap<>());
        listed.values()
                .forEach(value ->
                        byValue.computeIfAbsent(value, one -> new ArrayList<>()).add(number));
    }

    /** The places of those that may cover it, in order. Mostly one label says it all, and its list is there already; not to be changed. */
    List<Integer> candidates(Labels labels) {
        List<Integer> only = others;
        List<Integer> merged = null;
        for (Map.Entry<String, Map<String, List<Integer>>> label : byLabel.entrySet()) {
            String value = labels.get(label.getKey());
            List<Integer> more = value.isEmpty() ? null : label.getValue().get(value);
            if (more == null) {
                continue;
            }
            if (only.isEmpty()) {
                only = more;
            } else {
                merged = merged == null ? new ArrayList<>(only) : merged;
                merged.addAll(more);
            }
        }
        if (merged == null) {
            return only;
        }
        merged.sort(Integer::compare);
        return merged;
    }
}
