/** {@code ./kaldrix report again}: makes all files of a report again from its data set. */
@NullMarked
package com.kaldrix.monitoring.compliance.reporting.again;

import org.jspecify.annotations.NullMarked;
