/** Which reports are to be made, who makes them, and what became of them. */
@NullMarked
package com.kaldrix.monitoring.compliance.reporting.run;

import org.jspecify.annotations.NullMarked;
