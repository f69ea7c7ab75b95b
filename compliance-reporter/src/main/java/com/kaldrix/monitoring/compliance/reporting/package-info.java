/** Reports of what is in the database: made in time or when somebody asks, kept, shown and announced. */
@NullMarked
package com.kaldrix.monitoring.compliance.reporting;

import org.jspecify.annotations.NullMarked;
