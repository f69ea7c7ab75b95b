package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.finding.FindingRows;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import java.util.Set;

/**
 * A report that is wanted.
 *
 * @param scope what it looks at
 * @param period the time that it is about; findings and scores are those of the moment at which it is made
 */
public record Wanted(ReportKind kind, ReportScope scope, ReportPeriod period) {
    /** Which findings it looks at, as far as the database knows. */
    public FindingRows.Bounds bounds() {
        return new FindingRows.Bounds(
                Set.copyOf(scope.accounts()), Set.copyOf(scope.regions()), Set.copyOf(scope.components()));
    }

    /** Whether it looks at this standard. */
    boolean isAbout(String framework) {
        return scope.standards().isEmpty() || scope.standards().contains(framework);
    }

    /** Whether it looks at what happened there; an empty name is everywhere. */
    boolean isAbout(String account, String region) {
        return (account.isEmpty()
                        || scope.accounts().isEmpty()
                        || scope.accounts().contains(account))
                && (region.isEmpty()
                        || scope.regions().isEmpty()
                        || scope.regions().contains(region));
    }
}
