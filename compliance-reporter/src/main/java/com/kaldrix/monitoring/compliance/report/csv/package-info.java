/** CSV by RFC 4180. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.csv;

import org.jspecify.annotations.NullMarked;
