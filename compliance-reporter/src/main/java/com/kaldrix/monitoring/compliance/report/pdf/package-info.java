/** Pages as tagged PDF. Plain Java and PDFBox. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.pdf;

import org.jspecify.annotations.NullMarked;
