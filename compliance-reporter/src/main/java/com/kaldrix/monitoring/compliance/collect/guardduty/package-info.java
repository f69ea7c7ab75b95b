/** Findings of GuardDuty. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.guardduty;

import org.jspecify.annotations.NullMarked;
