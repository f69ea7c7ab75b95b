/** All that a report says, from one moment of the database. */
@NullMarked
package com.kaldrix.monitoring.compliance.reporting.snapshot;

import org.jspecify.annotations.NullMarked;
