/** What people are told, and how it reaches them without loss and without repetition. */
@NullMarked
package com.kaldrix.monitoring.alert.notify;

import org.jspecify.annotations.NullMarked;
