package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.alert.Alerts.Merged;
import com.kaldrix.monitoring.alert.change.Change;
import com.kaldrix.monitoring.alert.change.ChangeDesk;
import com.kaldrix.monitoring.alert.flap.FlapWatch;
import com.kaldrix.monitoring.alert.incident.Grouping;
import com.kaldrix.monitoring.alert.notice.IncomingNotice;
import com.kaldrix.monitoring.alert.notice.Notices;
import com.kaldrix.monitoring.alert.remediation.Remediator;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.work.Bell;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes reports in: merges them into what is known and puts what fires into incidents, in one transaction. When a method
 * returns, its effect is committed; when it throws, there is none.
 */
@Component
public class Intake {
    private final Alerts alerts;
    private final Grouping grouping;
    private final Inbox inbox;
    private final Supplier<Normaliser> normaliser;
    private final IntakeMetrics metrics;
    private final IntakeContext context;

    /**
     * @param clock what says when a report came
     * @param incidentBell wakes whoever looks after incidents
     * @param others who takes what is no alert
     * @param flaps watches what comes and goes
     * @param watchdog hears what is the word of a source that must speak
     */
    public record IntakeContext(Clock clock, Bell incidentBell, Others others, FlapWatch flaps, Watchdog watchdog) {}

    /**
     * @param notices tells people of it
     * @param changes keeps changes of what is watched
     * @param remediator plans what is to be put right
     */
    public record Others(Notices notices, ChangeDesk changes, Remediator remediator) {}

    Intake(
            Alerts alerts,
            Grouping grouping,
            Inbox inbox,
            Supplier<Normaliser> normaliser,
            IntakeMetrics metrics,
            IntakeContext context) {
        this.alerts = alerts;
        this.grouping = grouping;
        this.inbox = inbox;
        this.normaliser = normaliser;
        this.metrics = metrics;
        this.context = context;
    }

    /**
     * Takes reports in that came without an identity of their own, such as by HTTP.
     *
     * @return which of them are alerts; what only says that its source is alive is none
     */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public Set<Fingerprint> accept(List<IncomingAlert> reports) {
        return take(reports, context.clock().instant());
    }

    /**
     * Takes in what messages report. A message that was taken in before changes nothing.
     *
     * @param reports reports by identity of the message, in the order of the messages
     */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public void accept(Map<String, List<IncomingAlert>> reports) {
        Instant now = context.clock().instant();
        Set<String> fresh = new HashSet<>(inbox.add(reports.keySet(), now));
        metrics.redelivered(reports.size() - fresh.size());
        var unused = take(
                reports.entrySet().stream()
                        .filter(message -> fresh.contains(message.getKey()))
                        .map(Map.Entry::getValue)
                        .flatMap(Collection::stream)
                        .toList(),
                now);
    }

    /** Takes a notice in. One that was taken in before is not told again. */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public void accept(String message, IncomingNotice notice) {
        Instant now = context.clock().instant();
        if (inbox.add(Set.of(message), now).isEmpty()) {
            metrics.redelivered(1);
            return;
        }
        context.others().notices().tell(notice, now);
    }

    /** Takes a change in. One that was taken in before changes nothing. */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public void accept(String message, Change change) {
        if (inbox.add(Set.of(message), context.clock().instant()).isEmpty()) {
            metrics.redelivered(1);
            return;
        }
        context.others().changes().hear(change);
    }

    /** Takes in what another service asks to have put right. What was taken in before is not done again. */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public void accept(String message, RemediationRequest request) {
        Instant now = context.clock().instant();
        if (inbox.add(Set.of(message), now).isEmpty()) {
            metrics.redelivered(1);
            return;
        }
        context.others().remediator().request(request, now);
    }

    /** Takes in reports that are alerts already. */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public void again(List<Alert> reports) {
        var unused = merge(reports, context.clock().instant());
    }

    private Set<Fingerprint> take(List<IncomingAlert> all, Instant now) {
        List<IncomingAlert> reports = context.watchdog().hear(all, now);
        if (reports.isEmpty()) {
            return Set.of();
        }
        Normaliser rules = normaliser.get();
        return merge(
                reports.stream().map(report -> rules.normalise(report, now)).toList(), now);
    }

    private Set<Fingerprint> merge(List<Alert> reports, Instant now) {
        List<Merged> merged = alerts.merge(reports, now);
        metrics.merged(merged, reports.size());
        context.flaps().see(merged, now);
        List<Alert> firing = merged.stream()
                .map(Merged::alert)
                .filter(alert -> !alert.resolvedAt(now))
                .toList();
        grouping.place(firing, now)
                .filter(due -> !due.isAfter(now))
                .ifPresent(due -> context.incidentBell().ringAfterCommit());
        return merged.stream().map(one -> one.alert().fingerprint()).collect(Collectors.toSet());
    }
}
