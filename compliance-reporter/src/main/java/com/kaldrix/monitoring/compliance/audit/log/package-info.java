/** The audit trail in PostgreSQL: an inbox, one sequencer, tiles and checkpoints. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit.log;

import org.jspecify.annotations.NullMarked;
