/** What changed. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.drift;

import org.jspecify.annotations.NullMarked;
