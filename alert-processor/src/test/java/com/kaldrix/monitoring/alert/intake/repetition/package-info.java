@NullMarked
package com.kaldrix.monitoring.alert.intake.repetition;

import org.jspecify.annotations.NullMarked;
