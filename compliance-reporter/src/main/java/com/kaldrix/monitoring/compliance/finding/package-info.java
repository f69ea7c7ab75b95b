/** Findings: what a check says of a resource. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.finding;

import org.jspecify.annotations.NullMarked;
