/** What proves that a report's files are those that were made. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.manifest;

import org.jspecify.annotations.NullMarked;
