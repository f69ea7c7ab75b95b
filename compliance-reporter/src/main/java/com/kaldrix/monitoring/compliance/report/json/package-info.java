/** JSON, canonical by RFC 8785. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.report.json;

import org.jspecify.annotations.NullMarked;
