package com.kaldrix.monitoring.metrics.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message of protocol buffers, read slowly and strictly: what the writers are held against. */
final class ProtoFields {
    /** A field: a number for varints and fixed values, bytes for everything else. */
    record Field(int number, int type, long value, byte[] bytes) {
        double asDouble() {
            return Double.longBitsToDouble(value);
        }

        String text() {
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private ProtoFields() {}

    static List<Field> of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            int type = (int) (key & 7);
            int number = (int) (key >>> 3);
            switch (type) {
                case 0 -> fields.add(new Field(number, type, varint(in), new byte[0]));
                case 1 -> fields.add(new Field(number, type, in.getLong(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[Math.toIntExact(varint(in))];
                    in.get(bytes);
                    fields.add(new Field(number, type, 0, bytes));
                }
                default -> throw new IllegalArgumentException("no wire type of remote write: " + type);
            }
        }
        return fields;
    }

    static List<Long> packed(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Long> values = new ArrayList<>();
        while (in.hasRemaining()) {
            values.add(varint(in));
        }
        return values;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
