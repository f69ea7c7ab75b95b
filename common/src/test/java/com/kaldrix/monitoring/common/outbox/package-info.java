/** Tests of the outbox on real PostgreSQL. */
@NullMarked
package com.kaldrix.monitoring.common.outbox;

import org.jspecify.annotations.NullMarked;
