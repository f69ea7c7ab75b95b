package com.kaldrix.monitoring.alert.intake.repetition;

import com.kaldrix.monitoring.alert.alert.Alerts.Prolongation;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.repetition.Known.Later;
import com.kaldrix.monitoring.alert.intake.repetition.Known.UnderWay;
import com.kaldrix.monitoring.alert.intake.repetition.Known.Written;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells reports that only move the end of an alert from those that say something. A Prometheus repeats each alert for as long as
 * it fires, and each repetition moves the end, which lies some minutes ahead. Such a move may wait in memory for a short time: as
 * the end that is written still lies far ahead when it does, no alert is over because its repetition was not written, and the
 * source comes back before that. Safe for use by several threads.
 */
final class Repetitions {
    /** The end that is written lies at least so far ahead, which is more than the longest wait and a restart. */
    static final Duration AHEAD = Duration.ofSeconds(90);

    /** Now and then a report is taken in as a whole, whatever is known. */
    static final Duration WHOLE = Duration.ofMinutes(5);

    private static final int MOST = 200_000;

    private final Duration within;
    private final ConcurrentHashMap<Fingerprint, Known> known = new ConcurrentHashMap<>();

    /** @param within how long a move may wait; zero for not at all */
    Repetitions(Duration within) {
        this.within = within;
    }

    /** A report that is to be written. {@link #written} has to follow. */
    record Fresh(IncomingAlert report, UnderWay mark) {}

    /** Those reports that have to be written, in their order; the others are kept here until they are. */
    List<Fresh> take(List<IncomingAlert> reports, Instant now) {
        List<Fresh> fresh = new ArrayList<>();
        for (IncomingAlert report : reports) {
            UnderWay mark = new UnderWay();
            Known after = known.compute(
                    report.labels().fingerprint(),
                    (alert, before) -> isMove(before, report, now) ? move(before, report, now) : mark);
            if (after == mark) {
                fresh.add(new Fresh(report, mark));
            }
        }
        return fresh;
    }

    private static Known move(Known before, IncomingAlert report, Instant now) {
        return before instanceof Written written && report.endsAt() != null
                ? written.prolonged(new Later(report.endsAt(), now))
                : before;
    }

    private boolean isMove(@org.jspecify.annotations.Nullable Known before, IncomingAlert report, Instant now) {
        return before instanceof Written written
                && repeatsItself(report)
                && report.endsAt() != null
                && !report.endsAt().isBefore(written.lastEnd())
                && now.isBefore(written.writtenAt().plus(within))
                && now.isBefore(written.wholeAt().plus(WHOLE))
                && !written.end().isBefore(now.plus(AHEAD))
                && written.content().equals(Content.of(report));
    }

    /** Whether its source will say it again before the end that it gives. */
    private static boolean repeatsItself(IncomingAlert report) {
        return !report.untilResolved() && report.asOf() == null && report.startsAt() != null;
    }

    /**
     * These reports were dealt with at {@code now}.
     *
     * @param alerts which of them are in the database
     */
    void written(List<Fresh> reports, Set<Fingerprint> alerts, Instant now) {
        for (Fresh one : reports) {
            IncomingAlert report = one.report();
            Fingerprint alert = report.labels().fingerprint();
            if (alerts.contains(alert) && mayWait(report, now)) {
                known.replace(
                        alert,
                        one.mark(),
                        new Written(
                                Content.of(report),
                                Objects.requireNonNull(report.startsAt()),
                                Objects.requireNonNull(report.endsAt()),
                                now,
                                now,
                                null));
            } else {
                known.remove(alert, one.mark());
            }
        }
    }

    private boolean mayWait(IncomingAlert report, Instant now) {
        return !within.isZero()
                && repeatsItself(report)
                && report.endsAt() != null
                && !report.endsAt().isBefore(now.plus(AHEAD))
                && known.size() <= MOST;
    }

    /** Moves that have waited for two thirds of the longest time, or all of them; they stay here until they are written. */
    List<Prolongation> due(Instant now, boolean all) {
        Instant before = now.minus(within.multipliedBy(2).dividedBy(3));
        List<Prolongation> due = new ArrayList<>();
        known.forEach((alert, state) -> {
            if (state instanceof Written written && (all || !written.writtenAt().isAfter(before))) {
                written.prolongation(alert).ifPresentOrElse(due::add, () -> forget(alert, written, now));
            }
        });
        return due;
    }

    private void forget(Fingerprint alert, Written written, Instant now) {
        if (!now.isBefore(written.writtenAt().plus(within))) {
            known.remove(alert, written);
        }
    }

    /** A move was written at {@code now}. */
    void moved(Prolongation move, Instant now) {
        known.computeIfPresent(
                move.alert(),
                (alert, state) -> state instanceof Written written ? written.written(move.endsAt(), now) : state);
    }

    /** What is known of an alert does not hold any more. */
    void forget(Fingerprint alert) {
        known.computeIfPresent(alert, (key, state) -> state instanceof Written ? null : state);
    }

    /** Nothing is known any more. Moves that wait have to be written before. */
    void clear() {
        known.values().removeIf(Written.class::isInstance);
    }

    /** How many moves wait. */
    long waiting() {
        return known.values().stream()
                .filter(state -> state instanceof Written written && written.later() != null)
                .count();
    }
}
