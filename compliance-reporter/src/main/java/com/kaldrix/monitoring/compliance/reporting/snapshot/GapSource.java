package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.report.ReportData;
import java.time.Instant;
import java.util.List;

/** Knows of something that was not collected. */
public interface GapSource {
    /** What was not, in the caller's snapshot, in an order that is always the same. */
    List<ReportData.Gap> gaps(Wanted wanted, Instant cutOff);
}
