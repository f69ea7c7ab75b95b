/** Prometheus remote write from both ends: a sender that knows what was acknowledged, and a target that keeps what came. */
@NullMarked
package com.kaldrix.monitoring.local.remotewrite;

import org.jspecify.annotations.NullMarked;
