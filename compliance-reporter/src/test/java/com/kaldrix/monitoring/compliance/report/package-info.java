/** Reports as tests see them: an example fleet, golden files, and what keeps them honest. */
@NullMarked
package com.kaldrix.monitoring.compliance.report;

import org.jspecify.annotations.NullMarked;
