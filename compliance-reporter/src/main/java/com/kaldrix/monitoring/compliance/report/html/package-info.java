/** Pages as HTML. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.html;

import org.jspecify.annotations.NullMarked;
