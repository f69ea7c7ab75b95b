/** The suite's own events: CloudEvents 1.0 with one record for each contract. */
@NullMarked
package com.kaldrix.monitoring.common.event;

import org.jspecify.annotations.NullMarked;
