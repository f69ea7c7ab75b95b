/** What {@code ./kaldrix bench compliance} measures: the service's own parts under a million findings, by the bars that it is to meet. */
@NullMarked
package com.kaldrix.monitoring.compliance.load;

import org.jspecify.annotations.NullMarked;
