/** The command that verifies reports, run as a person runs it. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.cli;

import org.jspecify.annotations.NullMarked;
