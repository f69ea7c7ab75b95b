/** Tells a channel of Discord. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.discord;

import org.jspecify.annotations.NullMarked;
