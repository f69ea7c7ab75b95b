/** Tells Splunk On-Call, which was VictorOps. */
@NullMarked
package com.kaldrix.monitoring.alert.notify.victorops;

import org.jspecify.annotations.NullMarked;
