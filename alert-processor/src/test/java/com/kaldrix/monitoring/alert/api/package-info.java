/** The service's HTTP interface, asked over HTTP with real security and a real database. */
@NullMarked
package com.kaldrix.monitoring.alert.api;

import org.jspecify.annotations.NullMarked;
