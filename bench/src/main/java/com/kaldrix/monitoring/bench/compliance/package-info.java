/** Findings, scores, the audit trail and reports of compliance-reporter, at the size that their bars are about. */
@NullMarked
package com.kaldrix.monitoring.bench.compliance;

import org.jspecify.annotations.NullMarked;
