/** {@code ./kaldrix report verify}. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.cli;

import org.jspecify.annotations.NullMarked;
