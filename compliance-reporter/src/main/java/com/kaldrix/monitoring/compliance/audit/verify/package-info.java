/** Exports of the audit trail, and whether one is what was signed. Works without a service, a database or a network. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit.verify;

import org.jspecify.annotations.NullMarked;
