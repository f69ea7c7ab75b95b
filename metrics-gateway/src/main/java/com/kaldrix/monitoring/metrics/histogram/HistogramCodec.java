package com.kaldrix.monitoring.metrics.histogram;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Native histograms as the message {@code Histogram} of remote write: {@code prometheus.Histogram} of version 1.0 and
 * {@code io.prometheus.write.v2.Histogram} have the same fields. Timestamps (fields 15 and 17) are neither written nor read.
 */
public final class HistogramCodec {
    private static final int COUNT_INT = 1;
    private static final int COUNT_FLOAT = 2;
    private static final int SUM = 3;
    private static final int SCHEMA = 4;
    private static final int ZERO_THRESHOLD = 5;
    private static final int ZERO_COUNT_INT = 6;
    private static final int ZERO_COUNT_FLOAT = 7;
    private static final int NEGATIVE = 8;
    private static final int POSITIVE = 11;
    private static final int RESET_HINT = 14;
    private static final int CUSTOM_VALUES = 16;

    private static final double EXACT = 0x1p53;

    private HistogramCodec() {}

    /**
     * The message. What cannot be written in whole numbers without loss is written as a float histogram, whatever
     * {@link NativeHistogram#integer()} says.
     */
    public static byte[] encode(NativeHistogram histogram) {
        boolean integer = histogram.integer()
                && whole(histogram.count())
                && whole(histogram.zeroCount())
                && whole(histogram.positive())
                && whole(histogram.negative());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            write(histogram, integer, out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(NativeHistogram histogram, boolean integer, CodedOutputStream out) throws IOException {
        if (integer) {
            out.writeUInt64(COUNT_INT, (long) histogram.count());
        } else {
            out.writeDouble(COUNT_FLOAT, histogram.count());
        }
        if (Double.doubleToRawLongBits(histogram.sum()) != 0) {
            out.writeDouble(SUM, histogram.sum());
        }
        if (histogram.schema() != 0) {
            out.writeSInt32(SCHEMA, histogram.schema());
        }
        if (histogram.zeroThreshold() != 0) {
            out.writeDouble(ZERO_THRESHOLD, histogram.zeroThreshold());
        }
        if (integer) {
            out.writeUInt64(ZERO_COUNT_INT, (long) histogram.zeroCount());
        } else {
            out.writeDouble(ZERO_COUNT_FLOAT, histogram.zeroCount());
        }
        side(histogram.negative(), NEGATIVE, integer, out);
        side(histogram.positive(), POSITIVE, integer, out);
        if (histogram.resetHint() != ResetHint.UNKNOWN) {
            out.writeEnum(RESET_HINT, histogram.resetHint().ordinal());
        }
        if (!histogram.customBounds().isEmpty()) {
            out.writeTag(CUSTOM_VALUES, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(Double.BYTES * histogram.customBounds().size());
            for (double bound : histogram.customBounds()) {
                out.writeDoubleNoTag(bound);
            }
        }
    }

    private static void side(Buckets buckets, int field, boolean integer, CodedOutputStream out) throws IOException {
        for (BucketSpan span : buckets.spans()) {
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(CodedOutputStream.computeSInt32Size(1, span.offset())
                    + CodedOutputStream.computeUInt32Size(2, span.length()));
            out.writeSInt32(1, span.offset());
            out.writeUInt32(2, span.length());
        }
        if (buckets.size() == 0) {
            return;
        }
        if (integer) {
            deltas(buckets, field + 1, out);
        } else {
            out.writeTag(field + 2, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(Double.BYTES * buckets.size());
            for (int i = 0; i < buckets.size(); i++) {
                out.writeDoubleNoTag(buckets.count(i));
            }
        }
    }

    private static void deltas(Buckets buckets, int field, CodedOutputStream out) throws IOException {
        int size = 0;
        long before = 0;
        for (int i = 0; i < buckets.size(); i++) {
            long count = (long) buckets.count(i);
            size += CodedOutputStream.computeSInt64SizeNoTag(count - before);
            before = count;
        }
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(size);
        before = 0;
        for (int i = 0; i < buckets.size(); i++) {
            long count = (long) buckets.count(i);
            out.writeSInt64NoTag(count - before);
            before = count;
        }
    }

    private static boolean whole(Buckets buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            if (!whole(buckets.count(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean whole(double count) {
        return count >= 0 && count <= EXACT && count == Math.rint(count);
    }

    /**
     * Reads the message; it may contradict itself, see {@link HistogramCheck}.
     *
     * @throws MalformedHistogramException when the bytes are not that message
     */
    public static NativeHistogram decode(byte[] bytes, int from, int length) {
        Fields fields = new Fields();
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, length);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                fields.read(tag, in);
            }
        } catch (IOException malformed) {
            throw new MalformedHistogramException("no message Histogram: " + malformed.getMessage(), malformed);
        }
        return fields.histogram();
    }

    /** What has been read so far. */
    private static final class Fields {
        private final Side negative = new Side();
        private final Side positive = new Side();
        private final List<Double> custom = new ArrayList<>();
        private boolean integer = true;
        private double count;
        private double sum;
        private int schema;
        private double zeroThreshold;
        private double zeroCount;
        private int hint;

        private void read(int tag, CodedInputStream in) throws IOException {
            int field = WireFormat.getTagFieldNumber(tag);
            boolean packed = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            switch (field) {
                case COUNT_INT -> {
                    integer = true;
                    count = unsigned(in.readUInt64());
                }
                case COUNT_FLOAT -> {
                    integer = false;
                    count = in.readDouble();
                }
                case SUM -> sum = in.readDouble();
                case SCHEMA -> schema = in.readSInt32();
                case ZERO_THRESHOLD -> zeroThreshold = in.readDouble();
                case ZERO_COUNT_INT -> zeroCount = unsigned(in.readUInt64());
                case ZERO_COUNT_FLOAT -> zeroCount = in.readDouble();
                case NEGATIVE, POSITIVE -> side(field).span(in);
                case NEGATIVE + 1, POSITIVE + 1 -> side(field).deltas(packed, in);
                case NEGATIVE + 2, POSITIVE + 2 -> doubles(side(field).floats, packed, in);
                case RESET_HINT -> hint = in.readEnum();
                case CUSTOM_VALUES -> doubles(custom, packed, in);
                default -> in.skipField(tag);
            }
        }

        private Side side(int field) {
            return field < POSITIVE ? negative : positive;
        }

        private NativeHistogram histogram() {
            return new NativeHistogram(
                    integer,
                    schema,
                    ResetHint.of(hint),
                    count,
                    sum,
                    zeroThreshold,
                    zeroCount,
                    positive.buckets(integer),
                    negative.buckets(integer),
                    custom);
        }
    }

    private static final class Side {
        private final List<BucketSpan> spans = new ArrayList<>();
        private final List<Double> floats = new ArrayList<>();
        private final List<Double> integers = new ArrayList<>();
        private long last;

        private void span(CodedInputStream in) throws IOException {
            int end = in.pushLimit(in.readRawVarint32());
            int offset = 0;
            int length = 0;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> offset = in.readSInt32();
                    case 2 -> length = in.readUInt32();
                    default -> in.skipField(tag);
                }
            }
            in.popLimit(end);
            if (length < 0) {
                throw new MalformedHistogramException("a span of " + Integer.toUnsignedString(length) + " buckets");
            }
            spans.add(new BucketSpan(offset, length));
        }

        private void deltas(boolean packed, CodedInputStream in) throws IOException {
            if (!packed) {
                delta(in);
                return;
            }
            int end = in.pushLimit(in.readRawVarint32());
            while (!in.isAtEnd()) {
                delta(in);
            }
            in.popLimit(end);
        }

        private void delta(CodedInputStream in) throws IOException {
            last += in.readSInt64();
            integers.add((double) last);
        }

        private Buckets buckets(boolean integer) {
            List<Double> counts = integer ? integers : floats;
            return spans.isEmpty() && counts.isEmpty()
                    ? Buckets.NONE
                    : new Buckets(
                            spans,
                            counts.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static void doubles(List<Double> values, boolean packed, CodedInputStream in) throws IOException {
        if (!packed) {
            values.add(in.readDouble());
            return;
        }
        int end = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            values.add(in.readDouble());
        }
        in.popLimit(end);
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }
}
