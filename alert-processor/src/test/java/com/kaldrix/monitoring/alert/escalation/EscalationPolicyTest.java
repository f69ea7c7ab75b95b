package com.kaldrix.monitoring.alert.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Repeat;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Step;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Unless;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EscalationPolicyTest {
    private static final Step FIRST = step(5, Unless.ACKNOWLEDGED, "pagerduty");
    private static final Step SECOND = step(15, Unless.RESOLVED, "manager");

    @Test
    void acknowledgingHoldsBackOnlyTheStepsThatSaySo() {
        assertThat(Unless.ACKNOWLEDGED.holdsBack(false, false)).isFalse();
        assertThat(Unless.ACKNOWLEDGED.holdsBack(true, false)).isTrue();
        assertThat(Unless.RESOLVED.holdsBack(true, false)).isFalse();
        assertThat(Unless.RESOLVED.holdsBack(false, true)).isTrue();
        assertThat(Unless.ACKNOWLEDGED.holdsBack(false, true)).isTrue();
    }

    @Test
    void eachStepIsDueOnceUnlessThePolicyRepeats() {
        assertThat(policy("p", "", Set.of(Severity.P0), Repeat.NEVER).timeline())
                .extracting(due -> due.after().toMinutes())
                .containsExactly(5L, 15L);
        assertThat(policy("p", "", Set.of(Severity.P0), new Repeat(2, Duration.ofMinutes(10)))
                        .timeline())
                .extracting(due -> due.after().toMinutes() + " round " + due.round() + " step " + due.index())
                .containsExactly(
                        "5 round 0 step 0",
                        "15 round 0 step 1",
                        "30 round 1 step 0",
                        "40 round 1 step 1",
                        "55 round 2 step 0",
                        "65 round 2 step 1");
    }

    @Test
    void theFirstPolicyThatCoversAnAlertCounts() {
        EscalationPolicy database = policy("database", "component=database", Set.of(Severity.P0), Repeat.NEVER);
        EscalationPolicy rest = policy("rest", "", Set.of(Severity.P0, Severity.P1), Repeat.NEVER);
        EscalationPolicies policies = new EscalationPolicies(List.of(database, rest));

        assertThat(policies.find(Labels.of("component", "database"), Severity.P0))
                .hasValue(database);
        assertThat(policies.find(Labels.of("component", "database"), Severity.P1))
                .hasValue(rest);
        assertThat(policies.find(Labels.of("component", "network"), Severity.P0))
                .hasValue(rest);
        assertThat(policies.find(Labels.empty(), Severity.P3)).isEmpty();
        assertThat(policies.named("rest")).hasValue(rest);
        assertThat(policies.named("none")).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> step(-1, Unless.RESOLVED, "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step(Duration.ofMinutes(1), Unless.RESOLVED, List.of(), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Repeat(1, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EscalationPolicy(
                        "p", Matchers.any(), Set.of(Severity.P0), List.of(FIRST, FIRST), Repeat.NEVER));
        assertThatIllegalArgumentException().isThrownBy(() -> policy("p", "", Set.of(), Repeat.NEVER));
    }

    private static EscalationPolicy policy(String name, String matchers, Set<Severity> severities, Repeat repeat) {
        return new EscalationPolicy(name, Matchers.parse(matchers), severities, List.of(FIRST, SECOND), repeat);
    }

    private static Step step(int minutes, Unless unless, String receiver) {
        return new Step(Duration.ofMinutes(minutes), unless, List.of(receiver), receiver);
    }
}
