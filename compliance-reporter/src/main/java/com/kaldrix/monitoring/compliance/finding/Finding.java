package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.util.Comparator;

/**
 * What one source says of one control and one resource, at one time.
 *
 * @param key account, region, control and resource
 * @param origin who says so, and how the source calls it
 * @param resourceType such as {@code AWS::EC2::Instance}; empty when it is not said
 * @param title one line for people
 * @param severity how bad the source thinks it is
 * @param verdict how it stands
 * @param seen when
 * @param clues what the mapper goes by, the standards that the finding names among them
 */
public record Finding(
        FindingKey key,
        Origin origin,
        String resourceType,
        String title,
        FindingSeverity severity,
        Verdict verdict,
        Seen seen,
        FindingClues clues) {
    /**
     * From the older to the newer word of the same origin: by the time of the source, then by the time of telling, for a change of the workflow does
     * not move the former. Two of the same times differ only if the source contradicts itself; then the worse one is taken, and what is left is in
     * the order of the text, so that the order of arrival never decides.
     */
    static final Comparator<Finding> BY_AGE = Comparator.comparing(
                    (Finding finding) -> finding.seen().updated())
            .thenComparing(finding -> finding.seen().told())
            .thenComparing(Finding::verdict, Verdict.BY_WEIGHT)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::toString);

    /** Whether this is a newer word than {@code other}, which has the same origin. Never both ways round. */
    public boolean isNewerThan(Finding other) {
        return BY_AGE.compare(this, other) > 0;
    }

    /** The same, no longer current. */
    public Finding archived(Seen since) {
        return new Finding(key, origin, resourceType, title, severity, verdict.archived(), since, clues);
    }
}
