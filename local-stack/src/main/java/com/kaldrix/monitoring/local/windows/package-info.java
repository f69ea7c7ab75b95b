/** Windows of metrics as gateways publish them, for whoever stands in for one. */
@NullMarked
package com.kaldrix.monitoring.local.windows;

import org.jspecify.annotations.NullMarked;
