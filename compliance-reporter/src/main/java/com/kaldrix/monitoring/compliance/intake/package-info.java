/** Takes in what comes on the queues. */
@NullMarked
package com.kaldrix.monitoring.compliance.intake;

import org.jspecify.annotations.NullMarked;
