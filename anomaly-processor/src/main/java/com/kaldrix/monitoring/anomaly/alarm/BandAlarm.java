package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;

/**
 * CloudWatch says that a metric left its expected band, or is in it again.
 *
 * @param id of the event, the same however often it comes
 * @param series the metric as a series, with the alarm's name among its labels
 * @param raised whether it is outside now
 * @param at since when
 * @param value the reading; not a number when it is not told
 * @param low the band's lower edge; not a number when it is not told
 * @param high its upper edge; likewise
 * @param reason in CloudWatch's words
 */
record BandAlarm(
        String id, Labels series, boolean raised, Instant at, double value, double low, double high, String reason) {}
