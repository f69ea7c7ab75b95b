package com.kaldrix.monitoring.alert.configuration;

/** Which channels the built-in routes tell at once. Without effect when an Alertmanager file is given. */
public enum FirstNotification {
    /** Email by SNS for P0, PagerDuty for P0 and P1, Slack for all. */
    BY_SEVERITY,
    /** Every channel that is set, for every severity. */
    ALL_CHANNELS
}
