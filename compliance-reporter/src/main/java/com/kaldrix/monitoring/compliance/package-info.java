/** compliance-reporter: findings, frameworks, scores, reports, audit trail. */
@NullMarked
package com.kaldrix.monitoring.compliance;

import org.jspecify.annotations.NullMarked;
