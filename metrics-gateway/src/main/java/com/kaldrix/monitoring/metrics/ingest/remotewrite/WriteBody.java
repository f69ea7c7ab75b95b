package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/** A body and what is in it, in arrays that are used again. For one thread. */
final class WriteBody {
    /** Arrays that have grown beyond this are not kept for the next body. */
    private static final int KEPT = 8 << 20;

    private byte[] compressed = new byte[1 << 17];
    private byte[] content = new byte[1 << 20];
    private int compressedLength;
    private int length;

    /** Reads all of a stream, which bounds itself. */
    void read(InputStream in, long announced) throws IOException {
        compressedLength = 0;
        if (announced > compressed.length && announced < Integer.MAX_VALUE - 8) {
            compressed = new byte[(int) announced];
        }
        while (true) {
            if (compressedLength == compressed.length) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                compressed = Arrays.copyOf(compressed, compressed.length * 2);
                compressed[compressedLength++] = (byte) next;
            }
            int read = in.read(compressed, compressedLength, compressed.length - compressedLength);
            if (read < 0) {
                return;
            }
            compressedLength += read;
        }
    }

    /**
     * Decompresses what was read: the block format of Snappy.
     *
     * @param most how large the content may be
     * @return whether it is not larger than that
     * @throws MalformedWriteException if it is not of that format
     */
    boolean decompress(int most) {
        try {
            int claimed = compressedLength == 0 ? 0 : Snappy.uncompressedLength(compressed, 0, compressedLength);
            if (claimed < 0 || claimed > most) {
                return false;
            }
            // Snappy's densest element makes 64 bytes of three; what claims more than that is not worth an array.
            if (claimed > 64L * compressedLength) {
                throw new MalformedWriteException("the body claims more content than it can have");
            }
            if (content.length < claimed) {
                content = new byte[claimed];
            }
            length = compressedLength == 0 ? 0 : Snappy.uncompress(compressed, 0, compressedLength, content, 0);
            return true;
        } catch (IOException e) {
            throw new MalformedWriteException("the body is not in Snappy's block format");
        }
    }

    byte[] content() {
        return content;
    }

    int length() {
        return length;
    }

    void rest() {
        if (compressed.length > KEPT) {
            compressed = new byte[1 << 17];
        }
        if (content.length > KEPT) {
            content = new byte[1 << 20];
        }
    }
}
