/** Calls of AWS that are signed here: those few for which a client would weigh more than the call. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.aws;

import org.jspecify.annotations.NullMarked;
