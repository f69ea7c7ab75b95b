/** The service as its callers see it. */
@NullMarked
package com.kaldrix.monitoring.compliance.api;

import org.jspecify.annotations.NullMarked;
