/** What services of AWS find unusual: alarms of CloudWatch, findings of GuardDuty, insights of CloudTrail. It joins our own events. */
@NullMarked
package com.kaldrix.monitoring.anomaly.alarm;

import org.jspecify.annotations.NullMarked;
