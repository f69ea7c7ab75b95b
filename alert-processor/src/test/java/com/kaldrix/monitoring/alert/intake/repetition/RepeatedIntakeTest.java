package com.kaldrix.monitoring.alert.intake.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.api.ApiTest;
import com.kaldrix.monitoring.alert.enrich.Enrichment;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.Normaliser;
import com.kaldrix.monitoring.alert.severity.SeverityRules;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Repetitions of one Prometheus on the real database, with a clock that the test moves. */
class RepeatedIntakeTest extends ApiTest {
    private static final Labels LABELS = Labels.of("alertname", "Slow", "instance", "node-1");
    private static final Duration LEASE = Duration.ofMinutes(4);

    @Autowired
    private Intake intake;

    @Autowired
    private Alerts alerts;

    @Autowired
    private Supplier<Normaliser> rules;

    private final AtomicReference<Normaliser> otherRules = new AtomicReference<>();

    private RepeatedIntake repeated() {
        return new RepeatedIntake(
                intake,
                alerts,
                () -> otherRules.get() == null ? rules.get() : otherRules.get(),
                clock,
                Duration.ofSeconds(30));
    }

    @BeforeEach
    void usualRules() {
        otherRules.set(null);
    }

    private IncomingAlert firing(String summary) {
        return new IncomingAlert(
                "prometheus",
                LABELS,
                Map.of("summary", summary),
                START,
                clock.instant().plus(LEASE),
                "");
    }

    private IncomingAlert over() {
        return new IncomingAlert("prometheus", LABELS, Map.of("summary", "slow"), START, clock.instant(), "");
    }

    private Alert kept() {
        return alerts.find(LABELS.fingerprint()).orElseThrow();
    }

    private void later(int seconds) {
        clock.set(clock.instant().plusSeconds(seconds));
    }

    @Test
    void aRepetitionIsWrittenSomeSecondsLaterAndTheFirstReportAtOnce() {
        RepeatedIntake repeated = repeated();
        repeated.accept(List.of(firing("slow")));
        Instant first = START.plus(LEASE);
        assertThat(kept().endsAt()).isEqualTo(first);

        later(10);
        repeated.accept(List.of(firing("slow")));
        assertThat(kept().endsAt()).as("while it waits").isEqualTo(first);
        assertThat(repeated.waiting()).isOne();

        later(11);
        repeated.run(() -> {});
        assertThat(kept().endsAt()).isEqualTo(first.plusSeconds(10));
        assertThat(kept().updatedAt()).isEqualTo(START.plusSeconds(10));
        assertThat(repeated.waiting()).isZero();
    }

    @Test
    void whatSaysSomethingNewIsWrittenAtOnce() {
        RepeatedIntake repeated = repeated();
        repeated.accept(List.of(firing("slow")));
        later(5);
        repeated.accept(List.of(firing("slower")));
        assertThat(kept().annotations()).containsEntry("summary", "slower");

        later(5);
        repeated.accept(List.of(over()));
        assertThat(kept().resolvedAt(clock.instant())).isTrue();

        later(5);
        repeated.accept(List.of(firing("slower")));
        assertThat(kept().resolvedAt(clock.instant())).as("fires again").isFalse();
    }

    @Test
    void aLaterAlertOfTheSameBatchHolds() {
        RepeatedIntake repeated = repeated();
        repeated.accept(List.of(firing("slow"), over()));
        assertThat(kept().resolvedAt(clock.instant())).isTrue();
        later(1);
        repeated.accept(List.of(firing("slow")));
        assertThat(kept().resolvedAt(clock.instant())).isFalse();
    }

    @Test
    void nothingWaitsForAWriterThatDoesNotKeepUp() {
        RepeatedIntake repeated = repeated();
        later(29);
        repeated.accept(List.of(firing("slow")));
        later(2);
        repeated.accept(List.of(firing("slow")));
        assertThat(kept().endsAt()).isEqualTo(clock.instant().plus(LEASE));
        assertThat(repeated.waiting()).isZero();
    }

    @Test
    void oneWhoseEndIsNearIsWrittenEachTime() {
        RepeatedIntake repeated = repeated();
        IncomingAlert near = new IncomingAlert("prometheus", LABELS, Map.of(), START, START.plusSeconds(60), "");
        repeated.accept(List.of(near));
        later(5);
        repeated.accept(List.of(new IncomingAlert("prometheus", LABELS, Map.of(), START, START.plusSeconds(65), "")));
        assertThat(kept().endsAt()).isEqualTo(START.plusSeconds(65));
    }

    @Test
    void whatAnotherReplicaEndedMeanwhileFiresAgain() {
        RepeatedIntake repeated = repeated();
        repeated.accept(List.of(firing("slow")));
        later(5);
        intake.accept(List.of(over()));
        later(5);
        repeated.accept(List.of(firing("slow")));
        assertThat(kept().resolvedAt(clock.instant())).as("not yet known here").isTrue();
        later(11);
        repeated.run(() -> {});
        assertThat(kept().resolvedAt(clock.instant())).isFalse();
        assertThat(kept().endsAt()).isEqualTo(START.plusSeconds(10).plus(LEASE));
    }

    @Test
    void anOrderlyEndWritesAllAndAKilledOneIsMadeUpFor() {
        RepeatedIntake orderly = repeated();
        orderly.accept(List.of(firing("slow")));
        later(5);
        orderly.accept(List.of(firing("slow")));
        orderly.stop(Duration.ofSeconds(1));
        Instant end = START.plusSeconds(5).plus(LEASE);
        assertThat(kept().endsAt()).isEqualTo(end);

        later(5);
        orderly.accept(List.of(firing("slow")));
        // It is killed here, and comes back when what is written is over and what was said is not.
        clock.set(end.plusSeconds(3));
        assertThat(kept().resolvedAt(clock.instant())).isTrue();
        repeated().makeUp();
        assertThat(kept().resolvedAt(clock.instant())).isFalse();
    }

    @Test
    void whatItsSourceEndedIsNotMadeUpFor() {
        RepeatedIntake repeated = repeated();
        repeated.accept(List.of(over()));
        later(5);
        repeated.makeUp();
        assertThat(kept().resolvedAt(clock.instant())).isTrue();
    }

    @Test
    void underOtherRulesAReportIsTakenInAsAWhole() {
        RepeatedIntake repeated = repeated();
        repeated.accept(List.of(firing("slow")));
        later(5);
        repeated.accept(List.of(firing("slow")));
        otherRules.set(ruling());
        later(1);
        repeated.accept(List.of(firing("slow")));
        assertThat(kept().endsAt()).isEqualTo(clock.instant().plus(LEASE));
        assertThat(kept().updatedAt()).isEqualTo(clock.instant());
    }

    private static Normaliser ruling() {
        return new Normaliser(
                new SeverityRules(List.of(), SeverityRules.UNKNOWN), Enrichment.NONE, Duration.ofMinutes(5));
    }
}
