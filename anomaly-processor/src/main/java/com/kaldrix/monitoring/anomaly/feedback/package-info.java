/** What people say of anomalies, and what follows from it: visible, with who and why, and reversible. */
@NullMarked
package com.kaldrix.monitoring.anomaly.feedback;

import org.jspecify.annotations.NullMarked;
