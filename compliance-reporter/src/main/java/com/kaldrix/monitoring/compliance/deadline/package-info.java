/** What runs out, and pages before it does. */
@NullMarked
package com.kaldrix.monitoring.compliance.deadline;

import org.jspecify.annotations.NullMarked;
