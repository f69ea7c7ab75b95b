package com.kaldrix.monitoring.alert.condition;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.condition.Condition.Mode;
import com.kaldrix.monitoring.alert.held.HeldBy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the conditions of the configuration, counts what they say, and remembers why one could not be reckoned. */
@Component
public class Conditions {
    private static final Logger LOG = LoggerFactory.getLogger(Conditions.class);

    private final ConditionRules rules;
    private final MeterRegistry meters;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    Conditions(ConditionRules rules, MeterRegistry meters) {
        this.rules = rules;
        this.meters = meters;
    }

    /**
     * What conditions say of an alert.
     *
     * @param held those that hold it back
     * @param tried those that would if they were not only tried out
     */
    public record Judged(List<HeldBy> held, List<HeldBy> tried) {
        /** None says anything. */
        public static final Judged NOTHING = new Judged(List.of(), List.of());
    }

    /**
     * Why a condition could not be reckoned.
     *
     * @param reason what went wrong
     * @param at when
     */
    record Failure(String reason, Instant at) {}

    /** Whether there is any. */
    public boolean any() {
        return !rules.current().isEmpty();
    }

    /** Asks all of them; one that cannot be reckoned holds nothing back. */
    public Judged of(Alert alert, Neighbours neighbours, Instant now) {
        List<HeldBy> held = new ArrayList<>();
        List<HeldBy> tried = new ArrayList<>();
        for (Condition condition : rules.current()) {
            switch (condition.of(alert, neighbours, now)) {
                case Condition.Outcome.Holds holds -> {
                    boolean enforced = condition.mode() == Mode.ENFORCE;
                    (enforced ? held : tried).add(by(condition, alert));
                    count(condition, enforced ? "held" : "tried");
                }
                case Condition.Outcome.Passes passes -> count(condition, "passed");
                case Condition.Outcome.Fails fails -> failed(condition, fails.reason(), now);
            }
        }
        return held.isEmpty() && tried.isEmpty() ? Judged.NOTHING : new Judged(held, tried);
    }

    private static HeldBy by(Condition condition, Alert alert) {
        return new HeldBy(HeldBy.Kind.CONDITION, condition.name(), condition.name(), alert.startsAt(), null);
    }

    private void failed(Condition condition, String reason, Instant now) {
        count(condition, "failed");
        Failure before = failures.put(condition.name(), new Failure(reason, now));
        if (before == null || !before.reason().equals(reason)) {
            LOG.atWarn()
                    .addKeyValue("condition", condition.name())
                    .addKeyValue("reason", reason)
                    .log("A condition could not be reckoned, and holds nothing back");
        }
    }

    /** Why a condition could last not be reckoned by this replica; empty when it always could. */
    Optional<Failure> failure(Condition condition) {
        return Optional.ofNullable(failures.get(condition.name()));
    }

    List<Condition> current() {
        return rules.current();
    }

    private void count(Condition condition, String outcome) {
        Counter.builder("kaldrix_condition_evaluations")
                .description("What conditions said of alerts: held, tried (it would be held), passed or failed")
                .tags("condition", condition.name(), "outcome", outcome)
                .register(meters)
                .increment();
    }
}
