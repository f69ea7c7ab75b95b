package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.FindingFilter;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Judges what is open, and asks for what playbooks ask for by themselves. On every replica: each row is dealt with by whoever comes first. */
@Component
class RemediationWork implements Work {
    private static final Duration PAUSE = Duration.ofSeconds(15);
    /** A finding that still fails is not asked about again before. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private static final int MOST = 1000;
    /** A storm of findings is no reason for a storm of changes. */
    private static final int MOST_AT_ONCE = 20;

    private final Playbooks playbooks;
    private final Remediations remediations;
    private final Findings findings;
    private final RemediationDesk desk;
    private final TransactionOperations transactions;
    private final Clock clock;

    RemediationWork(
            Playbooks playbooks,
            Remediations remediations,
            Findings findings,
            RemediationDesk desk,
            TransactionOperations transactions,
            Clock clock) {
        this.playbooks = playbooks;
        this.remediations = remediations;
        this.findings = findings;
        this.desk = desk;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "remediation";
    }

    @Override
    public Duration run(Wake wake) {
        judge();
        ask();
        return PAUSE;
    }

    /** Looks at all that is open. */
    void judge() {
        for (UUID id : remediations.open(MOST)) {
            transactions.executeWithoutResult(status -> desk.judge(id, clock.instant()));
        }
    }

    /** Asks for what playbooks ask for by themselves. */
    void ask() {
        playbooks.all().stream()
                .filter(playbook -> playbook.rules().automatic())
                .forEach(this::ask);
    }

    private void ask(Playbook playbook) {
        Instant now = clock.instant();
        Set<UUID> asked = remediations.askedSince(playbook.id(), now.minus(AGAIN));
        int left = MOST_AT_ONCE - asked.size();
        for (StoredFinding finding : failing(now)) {
            boolean wanted = playbook.takes(
                            finding.joined().key().control(), finding.joined().resourceType())
                    && !asked.contains(finding.id());
            if (wanted && left > 0) {
                left--;
                transactions.executeWithoutResult(status -> {
                    var unused = desk.ask(
                            playbook,
                            finding,
                            "playbook " + playbook.id(),
                            "The playbook asks for it by itself: "
                                    + finding.joined().title(),
                            now);
                });
            }
        }
    }

    /** What failed within a day, the latest first. What fails for longer was dealt with, or is for people to ask about. */
    private List<StoredFinding> failing(Instant now) {
        FindingFilter.State failed = new FindingFilter.State(
                Optional.of(ComplianceStatus.FAILED), Optional.empty(), Optional.of(true), Optional.empty());
        return findings.find(
                        new FindingFilter(
                                FindingFilter.ALL.place(), failed, Optional.empty(), Optional.of(now.minus(AGAIN))),
                        Optional.empty(),
                        Page.MOST)
                .items();
    }
}
