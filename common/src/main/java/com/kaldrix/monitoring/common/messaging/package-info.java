/** What arrives on a queue and what goes to a topic. */
@NullMarked
package com.kaldrix.monitoring.common.messaging;

import org.jspecify.annotations.NullMarked;
