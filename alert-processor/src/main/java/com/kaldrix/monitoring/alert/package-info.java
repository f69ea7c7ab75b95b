/** Takes alerts in and pages the people on call. */
@NullMarked
package com.kaldrix.monitoring.alert;

import org.jspecify.annotations.NullMarked;
