/** What the pages of a report hold, whatever they are drawn with. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.page;

import org.jspecify.annotations.NullMarked;
