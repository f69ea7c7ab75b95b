/** Findings of Security Hub, in ASFF and in OCSF, and of the products that write to it. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.securityhub;

import org.jspecify.annotations.NullMarked;
