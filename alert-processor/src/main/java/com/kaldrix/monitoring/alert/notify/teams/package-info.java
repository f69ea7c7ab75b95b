/** Tells a channel of Microsoft Teams. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.teams;

import org.jspecify.annotations.NullMarked;
