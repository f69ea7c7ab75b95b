/** The whole suite on one machine, for the command line and for JUnit alike. */
@NullMarked
package com.kaldrix.monitoring.local.stack;

import org.jspecify.annotations.NullMarked;
