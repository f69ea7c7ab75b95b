/** Standards as data: their requirements, and the checks that speak about them. */
@NullMarked
package com.kaldrix.monitoring.compliance.framework;

import org.jspecify.annotations.NullMarked;
