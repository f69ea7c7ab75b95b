/** The OpenAPI document: what holds for all operations is said here once. */
@NullMarked
package com.kaldrix.monitoring.metrics.openapi;

import org.jspecify.annotations.NullMarked;
