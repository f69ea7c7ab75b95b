package com.kaldrix.monitoring.alert.intake.repetition;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.alert.Alerts.Prolongation;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.Normaliser;
import com.kaldrix.monitoring.alert.intake.repetition.Repetitions.Fresh;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Takes reports in from sources that repeat themselves, as {@link Intake} does, but for one thing: what only moves the end of an
 * alert that is committed is written some seconds later, together with others. When {@link #accept} returns, everything else is
 * committed. A process that is killed loses moves of the last seconds, and the ends that it wrote still lie ahead of the next
 * repetition. An alert that somebody else ended meanwhile fires again when the move is written.
 */
public final class RepeatedIntake implements Work {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH = 1_000;

    private final Intake intake;
    private final Alerts alerts;
    private final Supplier<Normaliser> rules;
    private final Clock clock;
    private final Duration within;
    private final Repetitions repetitions;
    private final AtomicReference<Normaliser> inForce;
    private volatile Instant wroteAt;

    /** @param within how long a move may wait; zero for not at all */
    RepeatedIntake(Intake intake, Alerts alerts, Supplier<Normaliser> rules, Clock clock, Duration within) {
        this.intake = intake;
        this.alerts = alerts;
        this.rules = rules;
        this.clock = clock;
        this.within = within;
        this.repetitions = new Repetitions(within);
        this.inForce = new AtomicReference<>(rules.get());
        this.wroteAt = clock.instant();
    }

    /** Makes up for moves that a process which was killed may not have written; before anything is judged to be over. */
    void makeUp() {
        if (!within.isZero()) {
            alerts.prolongAll(within, clock.instant());
        }
    }

    /** Takes reports in. */
    public void accept(List<IncomingAlert> reports) {
        forgetOtherRules();
        Instant now = clock.instant();
        if (!now.isBefore(wroteAt.plus(within))) {
            // Whoever writes does not keep up, so nothing may wait for it.
            reports.forEach(report -> repetitions.forget(report.labels().fingerprint()));
            intake.accept(reports);
            return;
        }
        List<Fresh> fresh = repetitions.take(reports, now);
        if (fresh.isEmpty()) {
            return;
        }
        Set<Fingerprint> alerts = Set.of();
        try {
            alerts = intake.accept(fresh.stream().map(Fresh::report).toList());
        } finally {
            repetitions.written(fresh, alerts, now);
        }
    }

    /** By other rules the same report may mean something else. */
    private void forgetOtherRules() {
        Normaliser now = rules.get();
        if (inForce.getAndSet(now) != now) {
            write(true);
            repetitions.clear();
        }
    }

    @Override
    public String name() {
        return "repetitions";
    }

    @Override
    public Duration run(Wake wake) {
        write(false);
        wroteAt = clock.instant();
        return LOOK;
    }

    @Override
    public void stop(Duration most) {
        write(true);
    }

    private void write(boolean all) {
        Instant now = clock.instant();
        List<Prolongation> due = repetitions.due(now, all);
        for (int from = 0; from < due.size(); from += BATCH) {
            write(due.subList(from, Math.min(due.size(), from + BATCH)), now);
        }
    }

    private void write(List<Prolongation> moves, Instant now) {
        Set<Fingerprint> prolonged = alerts.prolong(moves, now);
        for (Prolongation move : moves) {
            if (prolonged.contains(move.alert())) {
                repetitions.moved(move, now);
            } else {
                repetitions.forget(move.alert());
                alerts.find(move.alert()).ifPresent(alert -> intake.again(List.of(moved(alert, move))));
            }
        }
    }

    /** The report as it would be, of an alert that others have changed. */
    private static Alert moved(Alert alert, Prolongation move) {
        return new Alert(
                alert.labels(),
                alert.derived(),
                alert.annotations(),
                move.startsAt(),
                move.endsAt(),
                move.reportedAt(),
                false,
                alert.severity(),
                alert.link());
    }

    /** How many moves wait. */
    long waiting() {
        return repetitions.waiting();
    }
}
