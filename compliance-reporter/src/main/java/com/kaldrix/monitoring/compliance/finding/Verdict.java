package com.kaldrix.monitoring.compliance.finding;

import java.util.Comparator;

/**
 * How it stands with a finding.
 *
 * @param compliance what the check found
 * @param workflow what people did about it
 * @param record whether it is current
 */
public record Verdict(ComplianceStatus compliance, WorkflowStatus workflow, RecordState record) {
    /**
     * From the one that says least to the one that decides: what counts is above what is suppressed, and that above what is archived; then failed,
     * warning, not available, passed; then what nobody has dealt with yet.
     */
    public static final Comparator<Verdict> BY_WEIGHT = Comparator.comparingInt(Verdict::presence)
            .thenComparingInt(Verdict::badness)
            .thenComparing(Verdict::workflow, Comparator.reverseOrder());

    /** Current, and nobody has looked at it. */
    public static Verdict of(ComplianceStatus compliance) {
        return new Verdict(compliance, WorkflowStatus.NEW, RecordState.ACTIVE);
    }

    /** Whether it counts: archived and suppressed ones do not. */
    public boolean counts() {
        return record == RecordState.ACTIVE && workflow != WorkflowStatus.SUPPRESSED;
    }

    /** The same, no longer current. */
    public Verdict archived() {
        return new Verdict(compliance, workflow, RecordState.ARCHIVED);
    }

    private int presence() {
        if (record == RecordState.ARCHIVED) {
            return 0;
        }
        return workflow == WorkflowStatus.SUPPRESSED ? 1 : 2;
    }

    private int badness() {
        return switch (compliance) {
            case PASSED -> 0;
            case NOT_AVAILABLE -> 1;
            case WARNING -> 2;
            case FAILED -> 3;
        };
    }
}
