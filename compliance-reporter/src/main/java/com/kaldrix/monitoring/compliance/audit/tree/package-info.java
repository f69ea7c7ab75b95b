/** The Merkle tree over the audit trail, as RFC 6962 and RFC 9162 describe it. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit.tree;

import org.jspecify.annotations.NullMarked;
