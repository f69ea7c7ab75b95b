/** The audit trail: what happened, in an order that nobody can change unseen. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit;

import org.jspecify.annotations.NullMarked;
