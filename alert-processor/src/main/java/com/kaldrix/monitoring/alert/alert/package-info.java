/** The alert: what it is, when it fires, how two reports of it merge. */
@NullMarked
package com.kaldrix.monitoring.alert.alert;

import org.jspecify.annotations.NullMarked;
