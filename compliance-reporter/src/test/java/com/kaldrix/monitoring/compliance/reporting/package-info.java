@NullMarked
package com.kaldrix.monitoring.compliance.reporting;

import org.jspecify.annotations.NullMarked;
