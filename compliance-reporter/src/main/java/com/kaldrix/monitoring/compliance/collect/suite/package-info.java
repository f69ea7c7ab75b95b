/** The suite's own events. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.suite;

import org.jspecify.annotations.NullMarked;
