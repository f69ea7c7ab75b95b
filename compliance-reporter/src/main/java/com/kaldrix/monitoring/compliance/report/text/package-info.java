/** Text that is written as it is meant, whatever is in it. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.text;

import org.jspecify.annotations.NullMarked;
