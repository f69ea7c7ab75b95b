/** How the gateway proves who it is, and whom it trusts, where it is the client. */
@NullMarked
package com.kaldrix.monitoring.metrics.http;

import org.jspecify.annotations.NullMarked;
