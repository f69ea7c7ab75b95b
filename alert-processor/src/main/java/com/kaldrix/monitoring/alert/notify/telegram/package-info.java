/** Tells a chat of Telegram. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.telegram;

import org.jspecify.annotations.NullMarked;
