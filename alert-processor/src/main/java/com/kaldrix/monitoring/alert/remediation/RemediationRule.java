package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When what is to be done, and within what bounds.
 *
 * @param name unique
 * @param when what asks for it
 * @param mode who decides
 * @param plan what is done
 * @param rails what keeps it from being done too often
 * @param approval who may agree, and for how long
 */
public record RemediationRule(String name, When when, Mode mode, Plan plan, Rails rails, Approval approval) {

    /** Who decides. */
    public enum Mode {
        /** Nothing is done; what would have been is written down. */
        DRY_RUN,
        /** Somebody has to agree. */
        APPROVE,
        /** It is done at once. */
        AUTOMATIC;

        /** As it is written in configurations and answers: {@code dry-run}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What asks for it.
     *
     * @param matchers alerts that all of these match; none for no alert
     * @param requests actions that compliance asks for, such as {@code s3.block-public-access}
     */
    public record When(Matchers matchers, Set<String> requests) {
        public When {
            requests = Set.copyOf(requests);
        }

        boolean takes(Labels routingLabels) {
            return !matchers.isEmpty() && matchers.matches(routingLabels);
        }
    }

    /**
     * What is done. Words in braces stand for labels of the alert or parameters of the request.
     *
     * @param order what
     * @param target what it is done to: two with the same target never run at once
     * @param timeout after what time nobody waits for its end any more; positive
     * @param curedWithin after its end, within what time the alert must be over; positive
     */
    public record Plan(Order order, String target, Duration timeout, Duration curedWithin) {}

    /**
     * What keeps it from being done too often.
     *
     * @param perHour how often in any hour; positive
     * @param perTargetPerHour how often in any hour to one target; positive
     * @param coolDown how long after its end not to the same target again; zero for at once
     */
    public record Rails(int perHour, int perTargetPerHour, Duration coolDown) {
        /** Where nothing is said. */
        public static final Rails USUAL = new Rails(3, 1, Duration.ofMinutes(15));
    }

    /**
     * Who may agree.
     *
     * @param within for how long it may be begun
     * @param approvers names of those who may; empty for everybody with the role
     */
    public record Approval(Duration within, List<String> approvers) {
        /** Where nothing is said. */
        public static final Approval USUAL = new Approval(Duration.ofHours(1), List.of());

        public Approval {
            approvers = List.copyOf(approvers);
        }
    }

    /** The rules of the configuration in force. */
    @FunctionalInterface
    public interface Configured {
        /** In the order of the file; others after the configuration has been loaded anew. */
        List<RemediationRule> get();
    }
}
