/** Real PostgreSQL for the tests. */
@NullMarked
package com.kaldrix.monitoring.common.postgres;

import org.jspecify.annotations.NullMarked;
