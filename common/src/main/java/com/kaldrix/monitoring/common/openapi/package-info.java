/** The OpenAPI document of a service with a database: what holds for all operations is said here once. */
@NullMarked
package com.kaldrix.monitoring.common.openapi;

import org.jspecify.annotations.NullMarked;
