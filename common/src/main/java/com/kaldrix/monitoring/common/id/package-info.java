/** Identifiers that sort by time. */
@NullMarked
package com.kaldrix.monitoring.common.id;

import org.jspecify.annotations.NullMarked;
