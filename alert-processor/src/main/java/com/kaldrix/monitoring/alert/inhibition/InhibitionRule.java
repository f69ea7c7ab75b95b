package com.kaldrix.monitoring.alert.inhibition;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.List;
import java.util.Set;

/**
 * Which alerts keep which others quiet while they fire.
 *
 * @param source what an alert must be to keep others quiet
 * @param target what an alert must be to be kept quiet
 * @param equal labels that must have the same value in both; one that neither has counts as the same
 */
public record InhibitionRule(Matchers source, Matchers target, Set<String> equal) {
    public InhibitionRule {
        equal = Set.copyOf(equal);
    }

    /** What two alerts must share, in an order that is the same for both. */
    List<String> key(Labels labels) {
        return equal.stream().sorted().map(labels::get).toList();
    }
}
