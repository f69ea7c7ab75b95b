@NullMarked
package com.kaldrix.monitoring.compliance.reporting.again;

import org.jspecify.annotations.NullMarked;
