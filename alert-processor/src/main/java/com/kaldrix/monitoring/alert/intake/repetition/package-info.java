/** Reports that say again what is known: kept in memory for a moment, so that a repetition is no write of its own. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.repetition;

import org.jspecify.annotations.NullMarked;
