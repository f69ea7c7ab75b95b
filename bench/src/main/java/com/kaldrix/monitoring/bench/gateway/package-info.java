/** Kills a gateway under load and holds what it acknowledged against its target and its archive. */
@NullMarked
package com.kaldrix.monitoring.bench.gateway;

import org.jspecify.annotations.NullMarked;
