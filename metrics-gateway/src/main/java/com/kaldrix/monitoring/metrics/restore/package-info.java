/** Replays a range of the archive into a target of remote write. */
@NullMarked
package com.kaldrix.monitoring.metrics.restore;

import org.jspecify.annotations.NullMarked;
