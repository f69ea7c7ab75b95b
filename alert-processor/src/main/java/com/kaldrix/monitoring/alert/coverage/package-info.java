/** Says ahead of time when nobody will be on call. */
@NullMarked
package com.kaldrix.monitoring.alert.coverage;

import org.jspecify.annotations.NullMarked;
