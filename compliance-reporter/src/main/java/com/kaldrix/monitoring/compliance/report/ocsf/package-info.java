/** OCSF compliance findings. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.ocsf;

import org.jspecify.annotations.NullMarked;
