/** Scores: Security Hub's own, to the percent, and ours, which never takes silence for success. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.score;

import org.jspecify.annotations.NullMarked;
