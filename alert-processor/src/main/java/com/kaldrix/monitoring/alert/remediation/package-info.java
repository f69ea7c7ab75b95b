/** What machines put right: for alerts by rules, and for findings when compliance asks. */
@NullMarked
package com.kaldrix.monitoring.alert.remediation;

import org.jspecify.annotations.NullMarked;
