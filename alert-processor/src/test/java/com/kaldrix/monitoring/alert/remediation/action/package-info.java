@NullMarked
package com.kaldrix.monitoring.alert.remediation.action;

import org.jspecify.annotations.NullMarked;
