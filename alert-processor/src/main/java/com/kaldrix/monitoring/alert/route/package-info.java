/** Which receivers an alert reaches. */
@NullMarked
package com.kaldrix.monitoring.alert.route;

import org.jspecify.annotations.NullMarked;
