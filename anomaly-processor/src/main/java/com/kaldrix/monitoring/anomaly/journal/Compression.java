package com.kaldrix.monitoring.anomaly.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflate at its quickest, with the length in front. What came out of {@link #pack} is the only thing that goes in again. */
final class Compression {
    private static final int PART = 1 << 16;

    private Compression() {}

    static byte[] pack(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, plain.length / 3));
            length(out, plain.length);
            byte[] part = new byte[PART];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        }
    }

    private static void length(ByteArrayOutputStream out, int length) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(length >>> shift);
        }
    }

    static byte[] unpack(byte[] packed) {
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length = length << 8 | packed[i] & 0xff;
        }
        byte[] plain = new byte[length];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed, Integer.BYTES, packed.length - Integer.BYTES);
            int at = 0;
            while (at < length) {
                int more = inflater.inflate(plain, at, length - at);
                if (more == 0) {
                    throw new UncheckedIOException(new IOException("compressed content is cut off"));
                }
                at += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new UncheckedIOException(new IOException("compressed content is damaged", e));
        }
    }
}
