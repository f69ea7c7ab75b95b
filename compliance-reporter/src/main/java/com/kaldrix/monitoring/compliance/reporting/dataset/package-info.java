/** The data sets of reports as the audit trail holds them, so that a report can be made again from the trail alone. */
@NullMarked
package com.kaldrix.monitoring.compliance.reporting.dataset;

import org.jspecify.annotations.NullMarked;
