/** {@code ./kaldrix audit verify}. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit.cli;

import org.jspecify.annotations.NullMarked;
