package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.schedule.ReportSchedule;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRun;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRuns;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks for the reports that the calendar wants, each once, those too that became due while nothing ran. It begins when the service is started first:
 * of the time before that, nothing is known.
 */
@Component
class ReportPlanner {
    private final ReportRuns runs;
    private final ReportingProperties properties;
    private final TransactionOperations transactions;
    private final Clock clock;

    ReportPlanner(ReportRuns runs, ReportingProperties properties, TransactionOperations transactions, Clock clock) {
        this.runs = runs;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks at the calendar once. */
    void plan() {
        for (ReportKind kind : properties.scheduled()) {
            transactions.executeWithoutResult(status -> plan(kind));
        }
    }

    private void plan(ReportKind kind) {
        Instant now = clock.instant();
        Optional<Instant> until = runs.plannedUntil(kind, now);
        if (until.isEmpty()) {
            return;
        }
        Instant latest = until.get();
        ReportSchedule schedule = properties.schedule();
        for (ReportSchedule.Due due = schedule.next(kind, latest);
                !due.at().isAfter(now);
                due = schedule.next(kind, latest)) {
            runs.add(ReportRun.waiting(
                    Ids.next(),
                    new Wanted(kind, ReportScope.all(), due.period()),
                    new ReportRun.Asked(ReportRun.Asked.SCHEDULE, now, Optional.of(due.at()))));
            latest = due.at();
        }
        if (latest.isAfter(until.get())) {
            runs.planned(kind, latest);
        }
    }
}
