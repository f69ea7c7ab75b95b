/** The command that ranks the origin of a fault. */
@NullMarked
package com.kaldrix.monitoring.anomaly.explain.cli;

import org.jspecify.annotations.NullMarked;
