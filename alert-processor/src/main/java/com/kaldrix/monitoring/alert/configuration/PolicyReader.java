package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.escalation.EscalationPolicies;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Repeat;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Step;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Unless;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code escalation_policies}. */
final class PolicyReader {
    private static final Keys KEYS = Keys.of("name", "matchers", "severities", "steps", "repeat", "fallback");
    private static final Keys STEP = Keys.of("after", "unless", "notify", "title");
    private static final Keys REPEAT = Keys.of("times", "interval");
    private static final int MAX_REPEATS = 100;

    private final KnownReceivers targets;

    /** @param targets what steps may name beside receivers */
    PolicyReader(KnownReceivers receivers, Set<String> targets) {
        this.targets = receivers.and(targets);
    }

    EscalationPolicies read(Section root, String key) {
        List<EscalationPolicy> policies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections(key, KEYS)) {
            String name = section.text("name");
            section.require("name", "an escalation policy needs a 'name'");
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "there is already an escalation policy named '" + name + "'");
            }
            var matchers = section.matchers("matchers");
            Set<Severity> severities = severities(section);
            List<Step> steps = steps(section);
            Repeat repeat = repeat(section);
            List<String> fallback =
                    section.has("fallback") ? targets.list(section, "fallback", "an escalation policy") : List.of();
            if (!section.reading().hasProblems()) {
                policies.add(new EscalationPolicy(name, matchers, severities, steps, repeat, fallback));
            }
        }
        return new EscalationPolicies(policies);
    }

    private static Set<Severity> severities(Section section) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        for (Item item : section.texts("severities")) {
            Optional<Severity> severity = Severity.find(item.text());
            severity.ifPresent(severities::add);
            if (severity.isEmpty()) {
                section.reading().problem(item.node(), item.path(), unknownSeverity(item.text()));
            }
        }
        if (severities.isEmpty()) {
            section.problem("severities", "an escalation policy needs 'severities', such as [P0, P1]");
        }
        return severities;
    }

    static String unknownSeverity(String text) {
        return "'" + text + "' is no severity; use P0 (Critical), P1 (High), P2 (Medium) or P3 (Low)";
    }

    private List<Step> steps(Section policy) {
        List<Step> steps = new ArrayList<>();
        Duration before = null;
        List<Section> sections = policy.sections("steps", STEP);
        for (Section section : sections) {
            section.require("after", "a step needs 'after', the time since the incident was opened");
            Duration after = section.durationOrNull("after");
            if (after != null && before != null && after.compareTo(before) <= 0) {
                section.problem(
                        "after",
                        "a step comes later than the one before it, which is after "
                                + PrometheusDuration.format(before));
            }
            before = after == null ? before : after;
            Optional<Unless> unless = unless(section);
            List<String> notify = targets.list(section, "notify", "a step");
            if (after != null && unless.isPresent() && !notify.isEmpty()) {
                steps.add(new Step(after, unless.get(), notify, section.text("title")));
            }
        }
        if (sections.isEmpty()) {
            policy.problem("steps", "an escalation policy needs 'steps'");
        }
        return steps;
    }

    private static Optional<Unless> unless(Section section) {
        if (!section.require("unless", "a step needs 'unless', one of acknowledged and resolved")) {
            return Optional.empty();
        }
        return switch (section.text("unless")) {
            case "acknowledged" -> Optional.of(Unless.ACKNOWLEDGED);
            case "resolved" -> Optional.of(Unless.RESOLVED);
            default -> {
                section.problem("unless", "expected acknowledged or resolved");
                yield Optional.empty();
            }
        };
    }

    private static Repeat repeat(Section policy) {
        if (!policy.has("repeat")) {
            return Repeat.NEVER;
        }
        Section section = policy.section("repeat", REPEAT);
        section.require("times", "'repeat' needs 'times', how often the steps begin again");
        section.require("interval", "'repeat' needs 'interval', the time from the last step to the new beginning");
        int times = section.count("times", 0);
        Duration interval = section.positiveDurationOrNull("interval");
        if (times > MAX_REPEATS) {
            section.problem("times", "steps begin again at most " + MAX_REPEATS + " times");
        }
        return interval == null || times == 0 ? Repeat.NEVER : new Repeat(times, interval);
    }
}
