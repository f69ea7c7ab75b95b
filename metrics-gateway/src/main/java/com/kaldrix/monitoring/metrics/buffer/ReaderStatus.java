package com.kaldrix.monitoring.metrics.buffer;

import java.time.Duration;

/**
 * Where a reader stands.
 *
 * @param name of its cursor
 * @param position up to where what it read has been made good
 * @param backlogBytes how much lies between there and the end
 * @param lag how long the block that comes next has waited
 * @param lostBytes how much was given up for it because it was too old or damaged, since the start
 * @param lostSamples how many samples that were, where it could be told
 */
public record ReaderStatus(
        String name, Position position, long backlogBytes, Duration lag, long lostBytes, long lostSamples) {}
