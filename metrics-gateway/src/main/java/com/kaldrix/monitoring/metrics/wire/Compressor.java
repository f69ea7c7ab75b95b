package com.kaldrix.monitoring.metrics.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/** Compresses bodies in snappy's block format, in a buffer that is used again. For one thread at a time. */
public final class Compressor {
    private byte[] bytes = new byte[0];

    byte[] compress(WireBuffer buffer) {
        int most = Snappy.maxCompressedLength(buffer.size());
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        try {
            int length = Snappy.compress(buffer.bytes(), 0, buffer.size(), bytes, 0);
            return Arrays.copyOf(bytes, length);
        } catch (IOException e) {
            throw new UncheckedIOException("a request of remote write could not be compressed", e);
        }
    }
}
