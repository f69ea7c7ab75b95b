/** Events that leave with the transaction that made them true. */
@NullMarked
package com.kaldrix.monitoring.common.outbox;

import org.jspecify.annotations.NullMarked;
