/** Events of AWS services through EventBridge: GuardDuty, Security Hub, Health, EKS. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.eventbridge;

import org.jspecify.annotations.NullMarked;
