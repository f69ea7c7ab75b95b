/** What a shard has taken in, in its order, and what it knew at some place of it: whoever has both can go on. */
@NullMarked
package com.kaldrix.monitoring.anomaly.journal;

import org.jspecify.annotations.NullMarked;
