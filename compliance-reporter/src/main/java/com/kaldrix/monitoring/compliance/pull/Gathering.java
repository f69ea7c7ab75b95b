package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingChange;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.Scan;
import com.kaldrix.monitoring.compliance.pull.CollectionState.Trouble;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.Pulls.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what pages bring, each in one transaction with the place where the look goes on. */
final class Gathering {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Pulls pulls;
    private final Stores stores;
    private final TransactionOperations transactions;
    private final Bell changes;
    private final Duration every;
    private final Clock clock;

    /** Where it goes. */
    record Stores(Findings findings, Activities activities, Enablements enablements, Trail trail) {}

    /**
     * @param changes rings when findings have become others
     * @param every how long after one look the next begins
     */
    Gathering(
            Pulls pulls, Stores stores, TransactionOperations transactions, Bell changes, Duration every, Clock clock) {
        this.pulls = pulls;
        this.stores = stores;
        this.transactions = transactions;
        this.changes = changes;
        this.every = every;
        this.clock = clock;
    }

    /** Keeps a page that is not the last. */
    void page(Lease lease, Round round, Harvest harvest, Instant told) {
        transactions.executeWithoutResult(status -> keep(lease, round, harvest, told));
    }

    private List<FindingChange> keep(Lease lease, Round round, Harvest harvest, Instant told) {
        pulls.hold(lease, LEASE);
        Instant now = clock.instant();
        List<FindingChange> news =
                harvest.findings().isEmpty() ? List.of() : stores.findings().take(harvest.findings(), now);
        stores.activities().add(harvest.activities(), now);
        stores.enablements().put(lease.target(), harvest.controls(), told);
        pulls.at(lease, round, harvest.next().orElse(""), harvest.problems());
        if (round.isWhole() && lease.target().source().scanned().isPresent()) {
            pulls.saw(
                    lease.target(),
                    harvest.findings().stream().map(Finding::origin).toList());
        }
        if (!news.isEmpty()) {
            changes.ringAfterCommit();
        }
        return news;
    }

    /** Keeps the last page, and what follows from all of them; whether all could be read. */
    boolean last(Lease lease, Round round, Harvest harvest, Instant told) {
        Boolean read = transactions.execute(status -> {
            keep(lease, round, harvest, told);
            Instant next = round.startedAt().plus(every);
            Optional<String> problems = pulls.problems(lease);
            if (problems.isPresent()) {
                Trouble trouble = unreadable(lease, problems.get());
                recorded(lease, Optional.of(trouble));
                pulls.unread(lease, round, trouble, next);
                return false;
            }
            if (round.isWhole()) {
                forget(lease.target(), round);
            }
            recorded(lease, Optional.empty());
            pulls.collected(lease, round, next);
            return true;
        });
        return Boolean.TRUE.equals(read);
    }

    private Trouble unreadable(Lease lease, String words) {
        Instant now = clock.instant();
        return new Trouble(
                Reason.UNREADABLE,
                lease.trouble().map(Trouble::since).orElse(now),
                words,
                lease.trouble().map(Trouble::failures).orElse(0) + 1);
    }

    /** What a look at all that there is should have seen and did not is gone; of all else it says nothing. */
    private void forget(Target target, Round round) {
        Optional<PullSource.Scanned> scanned = target.source().scanned();
        if (scanned.isPresent()) {
            Scan scan = new Scan(
                    scanned.get().source(),
                    new Scan.Scope(
                            Set.of(target.account()),
                            Set.of(target.region().code()),
                            scanned.get().controls(),
                            Set.of()),
                    round.startedAt(),
                    true);
            List<FindingChange> gone = stores.findings().archiveMissing(scan, pulls.seen(target), clock.instant());
            if (!gone.isEmpty()) {
                changes.ringAfterCommit();
            }
        }
        if (target.source() == PullSource.SECURITY_HUB_CONTROLS) {
            stores.enablements().forget(target, round.startedAt());
        }
    }

    /** Keeps that a target could not be asked. */
    void failed(Lease lease, Trouble trouble, Instant next, Instant now) {
        transactions.executeWithoutResult(status -> {
            pulls.hold(lease, LEASE);
            recorded(lease, Optional.of(trouble));
            pulls.failed(lease, trouble, trouble.reason() == Reason.PLACE_LOST, next);
        });
    }

    /** An auditor can see when a source stopped being collected, and when it was again. */
    private void recorded(Lease lease, Optional<Trouble> trouble) {
        if (trouble.isPresent() == lease.trouble().isPresent()) {
            return;
        }
        Map<String, String> body = trouble.map(found -> Map.of(
                        "reason", found.reason().word(),
                        "words", found.words()))
                .orElse(Map.of());
        stores.trail()
                .append(
                        List.of(new Record(
                                trouble.isPresent() ? "collection.failed" : "collection.resumed",
                                "collection/" + lease.target(),
                                JSON.writeValueAsString(body))),
                        clock.instant());
    }
}
