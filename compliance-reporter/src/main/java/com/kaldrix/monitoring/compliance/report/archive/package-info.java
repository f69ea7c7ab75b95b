/** Where reports are kept. Plain Java, over the port of objects. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.archive;

import org.jspecify.annotations.NullMarked;
