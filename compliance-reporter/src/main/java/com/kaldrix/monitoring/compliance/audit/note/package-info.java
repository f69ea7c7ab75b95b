/** Signed checkpoints in the form of C2SP. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.audit.note;

import org.jspecify.annotations.NullMarked;
