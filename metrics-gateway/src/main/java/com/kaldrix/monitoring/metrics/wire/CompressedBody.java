package com.kaldrix.monitoring.metrics.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/** A body in snappy's block format, in a buffer that is used again. */
final class CompressedBody {
    private byte[] bytes = new byte[0];

    int compress(WireBuffer buffer) {
        int most = Snappy.maxCompressedLength(buffer.size());
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        try {
            return Snappy.compress(buffer.bytes(), 0, buffer.size(), bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a request of remote write could not be compressed", e);
        }
    }

    byte[] bytes() {
        return bytes;
    }
}
