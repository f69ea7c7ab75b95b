/** OSCAL assessment results. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.oscal;

import org.jspecify.annotations.NullMarked;
