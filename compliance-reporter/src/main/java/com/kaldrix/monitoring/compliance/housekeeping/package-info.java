/** What is done from time to time, on one replica at a time. */
@NullMarked
package com.kaldrix.monitoring.compliance.housekeeping;

import org.jspecify.annotations.NullMarked;
