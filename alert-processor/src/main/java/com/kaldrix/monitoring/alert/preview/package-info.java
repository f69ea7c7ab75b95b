/** What would happen to an alert, without its happening. */
@NullMarked
package com.kaldrix.monitoring.alert.preview;

import org.jspecify.annotations.NullMarked;
