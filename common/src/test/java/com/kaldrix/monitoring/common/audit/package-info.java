/** Tests of the audit log on real PostgreSQL. */
@NullMarked
package com.kaldrix.monitoring.common.audit;

import org.jspecify.annotations.NullMarked;
