package com.kaldrix.monitoring.alert.escalation;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who is told after what time, as long as nobody has answered.
 *
 * @param name unique among the policies
 * @param matchers which alerts it covers, by the labels that routes see; empty for all
 * @param severities which severities it covers; never empty
 * @param steps strictly by {@link Step#after}; never empty
 * @param repeat whether the steps begin again after the last
 * @param fallback who is told, as in a step, where a step finds nobody on call; empty for those that the steps name
 */
public record EscalationPolicy(
        String name,
        Matchers matchers,
        Set<Severity> severities,
        List<Step> steps,
        Repeat repeat,
        List<String> fallback) {

    /** What keeps a step from being taken. */
    public enum Unless {
        /** Not taken when somebody has taken the incident, or when it is over. */
        ACKNOWLEDGED,
        /** Not taken when the incident is over; taken even though somebody has acknowledged it. */
        RESOLVED;

        /** Whether a step is held back for an incident in this state. */
        public boolean holdsBack(boolean acknowledged, boolean resolved) {
            return resolved || this == ACKNOWLEDGED && acknowledged;
        }
    }

    /**
     * One step.
     *
     * @param after time since the first notification, or since the incident was reopened; zero for at once
     * @param unless what keeps it from being taken
     * @param receivers who is told: names of receivers, {@code schedule:primary}, {@code team:core}, {@code person:ada};
     *     never empty
     * @param title who that is, for the message, such as {@code Leadership team}; may be empty
     */
    public record Step(Duration after, Unless unless, List<String> receivers, String title) {
        public Step {
            receivers = List.copyOf(receivers);
            if (after.isNegative()) {
                throw new IllegalArgumentException("a step does not come before the incident");
            }
            if (receivers.isEmpty()) {
                throw new IllegalArgumentException("a step tells at least one receiver");
            }
        }
    }

    /**
     * Whether the steps begin again.
     *
     * @param times how many further times; 0 for never
     * @param interval time between the last step and the new beginning; positive unless {@code times} is 0
     */
    public record Repeat(int times, Duration interval) {
        public static final Repeat NEVER = new Repeat(0, Duration.ZERO);

        public Repeat {
            if (times < 0 || times > 0 && !interval.isPositive()) {
                throw new IllegalArgumentException("steps repeat a number of times after some interval");
            }
        }
    }

    /**
     * One step in one round, with the time at which it is due.
     *
     * @param after time since the first notification, or since the incident was reopened
     * @param round 0 for the first time, 1 for the first repetition, …
     * @param index which of the steps, from 0
     * @param step what is done
     */
    public record Due(Duration after, int round, int index, Step step) {}

    public EscalationPolicy {
        severities = Set.copyOf(severities);
        steps = List.copyOf(steps);
        fallback = List.copyOf(fallback);
        if (severities.isEmpty() || steps.isEmpty()) {
            throw new IllegalArgumentException("policy " + name + " needs severities and steps");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) <= 0) {
                throw new IllegalArgumentException("the steps of policy " + name + " must come one after the other");
            }
        }
    }

    /** A policy whose own receivers are told where a step finds nobody on call. */
    public EscalationPolicy(String name, Matchers matchers, Set<Severity> severities, List<Step> steps, Repeat repeat) {
        this(name, matchers, severities, steps, repeat, List.of());
    }

    public boolean covers(Labels routingLabels, Severity severity) {
        return severities.contains(severity) && matchers.matches(routingLabels);
    }

    /**
     * All steps of all rounds in order of time. Round {@code n} begins {@link Repeat#interval} after the last step of the
     * round before it.
     */
    public List<Due> timeline() {
        List<Due> timeline = new ArrayList<>();
        Duration roundLength = steps.getLast().after().plus(repeat.interval());
        for (int round = 0; round <= repeat.times(); round++) {
            Duration start = roundLength.multipliedBy(round);
            for (int index = 0; index < steps.size(); index++) {
                Step step = steps.get(index);
                timeline.add(new Due(start.plus(step.after()), round, index, step));
            }
        }
        return List.copyOf(timeline);
    }
}
