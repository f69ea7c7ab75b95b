package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as a report has it, at the data cut-off.
 *
 * @param key account, region, control and resource
 * @param what what was found
 * @param verdict how it stands
 * @param seen when
 * @param handling who deals with it
 * @param requirements which requirements it speaks about, sorted; empty when it is on the unmapped list. Findings that have the same ones should
 *     share the list, which is then compared and written once
 */
public record ReportFinding(
        FindingKey key, What what, Verdict verdict, Seen seen, Handling handling, List<RequirementId> requirements) {
    /**
     * What was found.
     *
     * @param title one line for people, as the source wrote it
     * @param cause why it is so, in few words that are the same for all findings of the same cause; empty when the control says it all
     * @param resourceType such as {@code AWS::EC2::Instance}; empty when it is not said
     * @param severity how bad it is
     * @param origins who says so, sorted
     */
    public record What(
            String title, String cause, String resourceType, FindingSeverity severity, List<Origin> origins) {
        public What {
            origins = List.copyOf(origins);
        }
    }

    /**
     * Who deals with it.
     *
     * @param owner a person or team; empty when it has none
     * @param due until when it is to be dealt with; null when nothing is said
     * @param component the part of the system; empty when it is not known
     * @param waiver id of the waiver that is in force at the cut-off; empty when none is
     */
    public record Handling(String owner, @Nullable Instant due, String component, String waiver) {}

    public ReportFinding {
        requirements = List.copyOf(requirements);
    }

    /** How it counts. */
    public FindingState state() {
        if (verdict.record() == RecordState.ARCHIVED) {
            return FindingState.ARCHIVED;
        }
        if (!verdict.counts()) {
            return FindingState.SUPPRESSED;
        }
        return switch (verdict.compliance()) {
            case PASSED -> FindingState.PASSED;
            case WARNING, NOT_AVAILABLE -> FindingState.UNKNOWN;
            case FAILED -> handling.waiver().isEmpty() ? FindingState.FAILED : FindingState.WAIVED;
        };
    }
}
