package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChanges;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingChange;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.remediation.RemediationDesk;
import com.kaldrix.monitoring.compliance.response.AlertResponse;
import com.kaldrix.monitoring.compliance.response.AlertResponses;
import com.kaldrix.monitoring.compliance.response.ResponseChecks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Has the effect of messages committed, in one transaction with their identities: what comes again changes nothing. */
@Component
public class Intake {
    private final Inbox inbox;
    private final Findings findings;
    private final Facts facts;
    private final IntakeMetrics metrics;
    private final Bell changes;
    private final Clock clock;

    /** Where what is no finding goes. */
    @Component
    record Facts(
            Activities activities,
            ConfigurationChanges configurations,
            AlertResponses responses,
            ResponseChecks responseChecks,
            RemediationDesk remediations) {}

    Intake(Inbox inbox, Findings findings, Facts facts, IntakeMetrics metrics, Bell findingBell, Clock clock) {
        this.inbox = inbox;
        this.findings = findings;
        this.facts = facts;
        this.metrics = metrics;
        this.changes = findingBell;
        this.clock = clock;
    }

    /**
     * Takes in what messages brought. When this returns, it is committed; when it throws, there is no effect.
     *
     * @param messages what they brought by identity, in the order of the messages
     */
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public void accept(Map<String, Collected> messages) {
        Instant now = clock.instant();
        Set<String> fresh = new HashSet<>(inbox.add(messages.keySet(), now));
        metrics.repeated(messages.size() - fresh.size());
        List<Finding> found = new ArrayList<>();
        List<Activity> done = new ArrayList<>();
        List<ConfigurationChange> changed = new ArrayList<>();
        List<AlertResponse> answered = new ArrayList<>();
        messages.forEach((id, collected) -> {
            if (!fresh.contains(id)) {
                return;
            }
            switch (collected) {
                case Collected.Findings of -> found.addAll(of.findings());
                case Collected.Done of -> done.add(of.activity());
                case Collected.Changed of -> changed.add(of.change());
                case Collected.Answered of -> answered.add(response(of));
                case Collected.Remediated of -> facts.remediations().take(of.result());
                case Collected.Ignored of -> {}
                case Collected.Poison of -> {}
            }
        });
        if (!answered.isEmpty()) {
            found.addAll(judged(answered, now));
        }
        List<FindingChange> news = findings.take(found, now);
        facts.activities().add(done, now);
        facts.configurations().add(changed);
        metrics.findings(found);
        if (!news.isEmpty()) {
            changes.ringAfterCommit();
        }
    }

    /** What the answers say of how alerts are answered. */
    private List<Finding> judged(List<AlertResponse> answered, Instant now) {
        facts.responses().add(answered);
        Set<UUID> incidents = answered.stream().map(AlertResponse::incident).collect(Collectors.toSet());
        return facts.responseChecks().of(facts.responses().incidents(incidents), now);
    }

    private static AlertResponse response(Collected.Answered answered) {
        AlertLifecycle lifecycle = answered.lifecycle();
        return new AlertResponse(
                answered.id(),
                lifecycle.incidentId(),
                lifecycle.change().name().toLowerCase(Locale.ROOT),
                lifecycle.severity().name(),
                lifecycle.title(),
                lifecycle.actor() == null ? "" : lifecycle.actor(),
                lifecycle.openedAt(),
                lifecycle.at());
    }
}
