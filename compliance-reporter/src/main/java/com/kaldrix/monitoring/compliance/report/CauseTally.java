package com.kaldrix.monitoring.compliance.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is known of the failed findings of a control that have the same cause and type of resource. */
final class CauseTally {
    /** What they have in common. */
    record Cause(String cause, String resourceType) {
        static final Cause FURTHER = new Cause(GroupedFindings.FURTHER, GroupedFindings.FURTHER);
    }

    private static final int EXAMPLES = 3;
    private static final int OWNERS = 20;
    private static final int REGIONS = 40;

    private final Cause cause;
    private final Tally owners = new Tally(OWNERS);
    private final Tally regions = new Tally(REGIONS);
    private final List<String> examples = new ArrayList<>(EXAMPLES);
    private Instant oldest = Instant.MAX;
    private long failed;
    private long waived;
    private long overdue;

    CauseTally(Cause cause) {
        this.cause = cause;
    }

    void add(ReportFinding finding, boolean isFailed, boolean isOverdue) {
        failed += isFailed ? 1 : 0;
        waived += isFailed ? 0 : 1;
        overdue += isOverdue ? 1 : 0;
        owners.add(finding.handling().owner());
        regions.add(finding.key().region());
        if (finding.seen().first().isBefore(oldest)) {
            oldest = finding.seen().first();
        }
        if (examples.size() < EXAMPLES) {
            examples.add(finding.key().resource());
        }
    }

    GroupedFindings.CauseGroup group() {
        return new GroupedFindings.CauseGroup(
                cause.cause(),
                cause.resourceType(),
                failed,
                waived,
                overdue,
                oldest,
                owners.counts(),
                regions.counts(),
                examples);
    }
}
