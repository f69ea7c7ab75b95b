/**
 * What a report says, and how its files are made: all of them in one pass over the findings, in bounded memory, the same bytes each time. One folder
 * for each format. Plain Java.
 */
@NullMarked
package com.kaldrix.monitoring.compliance.report;

import org.jspecify.annotations.NullMarked;
