/** How bad an alert is, by rules over its labels. */
@NullMarked
package com.kaldrix.monitoring.alert.severity;

import org.jspecify.annotations.NullMarked;
