/** What is to leave this process and must survive it, in a folder. */
@NullMarked
package com.kaldrix.monitoring.metrics.spool;

import org.jspecify.annotations.NullMarked;
