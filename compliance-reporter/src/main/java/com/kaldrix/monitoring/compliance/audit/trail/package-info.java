/** What the audit trail holds, and the one way to write it down. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit.trail;

import org.jspecify.annotations.NullMarked;
