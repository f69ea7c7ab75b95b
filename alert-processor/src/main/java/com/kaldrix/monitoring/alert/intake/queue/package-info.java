/** Reads whatever comes on the queue, whoever sent it. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.queue;

import org.jspecify.annotations.NullMarked;
