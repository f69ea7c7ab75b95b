package com.kaldrix.monitoring.compliance.finding;

/** Whether a finding is current. */
public enum RecordState {
    ACTIVE,
    /** The resource or the control is gone; it does not count. */
    ARCHIVED
}
