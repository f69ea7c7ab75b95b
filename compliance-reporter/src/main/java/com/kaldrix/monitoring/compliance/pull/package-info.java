/** Asks AWS for what it knows, from time to time: what events tell of is found here as well, and what was never told of. */
@NullMarked
package com.kaldrix.monitoring.compliance.pull;

import org.jspecify.annotations.NullMarked;
