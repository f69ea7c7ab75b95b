/** Silences: what people do not want to hear of for a time. */
@NullMarked
package com.kaldrix.monitoring.alert.silence;

import org.jspecify.annotations.NullMarked;
