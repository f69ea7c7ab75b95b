/** Loops that look for what is due in the database and do it. */
@NullMarked
package com.kaldrix.monitoring.common.work;

import org.jspecify.annotations.NullMarked;
