/** Telephones: text messages and calls, through a provider. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.phone;

import org.jspecify.annotations.NullMarked;
