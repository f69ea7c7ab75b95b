/** Tells a room of Webex. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.webex;

import org.jspecify.annotations.NullMarked;
