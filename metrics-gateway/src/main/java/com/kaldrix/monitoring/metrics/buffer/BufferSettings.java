package com.kaldrix.monitoring.metrics.buffer;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the buffer is kept.
 *
 * @param directory for this process alone
 * @param segmentBytes how large a segment grows before the next one begins
 * @param maxBytes how large all segments together may be; then nothing is taken until a reader has gone on
 * @param maxAge how long what a reader has not read is kept for it; what is older is given up for that reader, which is
 *     counted and logged
 * @param sync whether what was accepted is on the disk itself, not only with the operating system
 */
public record BufferSettings(Path directory, long segmentBytes, long maxBytes, Duration maxAge, boolean sync) {
    public BufferSettings {
        if (segmentBytes < 1 << 10) {
            throw new IllegalArgumentException("a segment has at least 1 KiB, not " + segmentBytes + " bytes");
        }
        if (maxBytes < 2 * segmentBytes) {
            throw new IllegalArgumentException("the buffer has room for at least two segments, not " + maxBytes
                    + " bytes with segments of " + segmentBytes);
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("what is in the buffer is kept for some time, not " + maxAge);
        }
    }
}
