/** When reports are due, what they cover, and how long they are kept. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.schedule;

import org.jspecify.annotations.NullMarked;
