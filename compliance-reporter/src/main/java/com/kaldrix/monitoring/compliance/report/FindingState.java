package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.report.text.EnumWord;

/** How a report counts a finding: each finding once. */
public enum FindingState {
    FAILED,
    /** It failed, and a waiver that is in force says that this is accepted for now. */
    WAIVED,
    /** The check could not be made, or did not apply. */
    UNKNOWN,
    PASSED,
    /** Somebody decided that nothing is to be done; it does not count. */
    SUPPRESSED,
    /** No longer current; it does not count. */
    ARCHIVED;

    /** How it is written. */
    public String word() {
        return EnumWord.of(this);
    }
}
