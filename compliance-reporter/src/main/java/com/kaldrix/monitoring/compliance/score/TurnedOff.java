package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Controls that Security Hub has been told not to check. What is still said of one that no standard has on is no evidence any more; of one that only
 * some standards have off it is none for these.
 *
 * @param everywhere those that are off for all standards
 * @param forStandards for which standards others are off, as {@code standards/…} or {@code ruleset/…}
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/disable-controls-overview.html">Security Hub, disabling controls</a>
 */
record TurnedOff(Set<Place> everywhere, Map<TurnedOff.Place, Set<String>> forStandards) {
    /** Nothing is off. */
    static final TurnedOff NOTHING = new TurnedOff(Set.of(), Map.of());

    /**
     * A control in an account and region.
     *
     * @param control its id, such as {@code IAM.1}
     */
    record Place(String account, String region, String control) {}

    TurnedOff {
        everywhere = Set.copyOf(everywhere);
        Map<Place, Set<String>> copy = new HashMap<>();
        forStandards.forEach((place, standards) -> copy.put(place, Set.copyOf(standards)));
        forStandards = Map.copyOf(copy);
    }

    boolean isEverywhere(Tally.Kind kind) {
        return !everywhere.isEmpty() && isOfSecurityHub(kind) && everywhere.contains(place(kind));
    }

    /** For which standards what findings of this kind say is no evidence. */
    Set<String> standards(Tally.Kind kind) {
        return forStandards.isEmpty() || !isOfSecurityHub(kind)
                ? Set.of()
                : forStandards.getOrDefault(place(kind), Set.of());
    }

    private static boolean isOfSecurityHub(Tally.Kind kind) {
        return kind.control().namespace().equals(Namespace.SECURITY_HUB.word());
    }

    private static Place place(Tally.Kind kind) {
        return new Place(kind.account(), kind.region(), kind.control().name());
    }
}
