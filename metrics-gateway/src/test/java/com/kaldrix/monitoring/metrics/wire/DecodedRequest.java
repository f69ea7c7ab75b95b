package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.ProtoFields.Field;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * What a body of remote write says, of either version, as plain values.
 *
 * @param series in the order of the request
 * @param metadata what version 1.0 says apart from the series
 */
public record DecodedRequest(List<TimeSeries> series, List<Metadata> metadata) {
    public record TimeSeries(
            LabelSet labels, List<Point> points, List<Exemplar> exemplars, List<Metadata> metadata, long created) {}

    /** A sample, as the bits of its value, or a histogram, as its message without times in hexadecimal digits. */
    public record Point(long timestamp, long bits, String histogram, long start) {}

    public record Exemplar(LabelSet labels, double value, long timestamp) {}

    public record Metadata(String family, int type, String help, String unit) {}

    static DecodedRequest of(RequestWriter writer) throws Exception {
        byte[] body = writer.compressed(new Compressor());
        return writer.protocol() == WriteProtocol.V1 ? v1(body) : v2(body);
    }

    public static DecodedRequest v1(byte[] body) throws Exception {
        DecodedRequest request = new DecodedRequest(new ArrayList<>(), new ArrayList<>());
        for (Field field : ProtoFields.of(Snappy.uncompress(body))) {
            if (field.number() == 1) {
                request.series.add(series(ProtoFields.of(field.bytes()), null));
            } else if (field.number() == 3) {
                request.metadata.add(metadata(ProtoFields.of(field.bytes())));
            } else {
                throw new IllegalArgumentException("field " + field.number());
            }
        }
        return request;
    }

    public static DecodedRequest v2(byte[] body) throws Exception {
        DecodedRequest request = new DecodedRequest(new ArrayList<>(), new ArrayList<>());
        List<String> symbols = new ArrayList<>();
        for (Field field : ProtoFields.of(Snappy.uncompress(body))) {
            if (field.number() == 4) {
                symbols.add(field.text());
            } else if (field.number() == 5) {
                request.series.add(series(ProtoFields.of(field.bytes()), symbols));
            } else {
                throw new IllegalArgumentException("field " + field.number());
            }
        }
        if (!symbols.getFirst().isEmpty()) {
            throw new IllegalArgumentException("the first symbol must be empty");
        }
        return request;
    }

    private static TimeSeries series(List<Field> fields, @Nullable List<String> symbols) {
        LabelSet labels = new LabelSet();
        List<Point> points = new ArrayList<>();
        List<Exemplar> exemplars = new ArrayList<>();
        List<Metadata> metadata = new ArrayList<>();
        long created = 0;
        boolean v1 = symbols == null;
        for (Field field : fields) {
            switch (field.number()) {
                case 1 -> label(labels, field, symbols);
                case 2 -> points.add(sample(ProtoFields.of(field.bytes())));
                case 3 -> {
                    if (v1) {
                        exemplars.add(exemplar(ProtoFields.of(field.bytes()), null));
                    } else {
                        points.add(histogram(field.bytes()));
                    }
                }
                case 4 -> {
                    if (v1) {
                        points.add(histogram(field.bytes()));
                    } else {
                        exemplars.add(exemplar(ProtoFields.of(field.bytes()), symbols));
                    }
                }
                case 5 -> metadata.add(described(ProtoFields.of(field.bytes()), symbols));
                case 6 -> created = field.value();
                default -> throw new IllegalArgumentException("field " + field.number());
            }
        }
        return new TimeSeries(labels, points, exemplars, metadata, created);
    }

    private static void label(LabelSet labels, Field field, @Nullable List<String> symbols) {
        if (symbols == null) {
            List<Field> pair = ProtoFields.of(field.bytes());
            labels.set(pair.get(0).text(), pair.get(1).text());
            return;
        }
        List<Long> references = ProtoFields.packed(field.bytes());
        for (int i = 0; i < references.size(); i += 2) {
            labels.set(
                    symbols.get(references.get(i).intValue()),
                    symbols.get(references.get(i + 1).intValue()));
        }
    }

    private static Point sample(List<Field> fields) {
        long timestamp = 0;
        long bits = 0;
        long start = 0;
        for (Field field : fields) {
            switch (field.number()) {
                case 1 -> bits = field.value();
                case 2 -> timestamp = field.value();
                case 3 -> start = field.value();
                default -> throw new IllegalArgumentException("field " + field.number());
            }
        }
        return new Point(timestamp, bits, "", start);
    }

    /** The message without its times, together with them. */
    private static Point histogram(byte[] message) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        long timestamp = 0;
        long start = 0;
        WireBuffer buffer = new WireBuffer(64);
        for (Field field : ProtoFields.of(message)) {
            if (field.number() == 15) {
                timestamp = field.value();
                continue;
            }
            if (field.number() == 17) {
                start = field.value();
                continue;
            }
            buffer.varint((long) field.number() << 3 | field.type());
            switch (field.type()) {
                case 0 -> buffer.varint(field.value());
                case 1 -> buffer.fixed64(field.value());
                default -> {
                    buffer.varint(field.bytes().length);
                    buffer.put(field.bytes(), 0, field.bytes().length);
                }
            }
        }
        rest.write(buffer.bytes(), 0, buffer.size());
        return new Point(timestamp, 0, HexFormat.of().formatHex(rest.toByteArray()), start);
    }

    private static Exemplar exemplar(List<Field> fields, @Nullable List<String> symbols) {
        LabelSet labels = new LabelSet();
        double value = 0;
        long timestamp = 0;
        for (Field field : fields) {
            switch (field.number()) {
                case 1 -> label(labels, field, symbols);
                case 2 -> value = field.asDouble();
                case 3 -> timestamp = field.value();
                default -> throw new IllegalArgumentException("field " + field.number());
            }
        }
        return new Exemplar(labels, value, timestamp);
    }

    private static Metadata metadata(List<Field> fields) {
        String family = "";
        String help = "";
        String unit = "";
        int type = 0;
        for (Field field : fields) {
            switch (field.number()) {
                case 1 -> type = (int) field.value();
                case 2 -> family = field.text();
                case 4 -> help = field.text();
                case 5 -> unit = field.text();
                default -> throw new IllegalArgumentException("field " + field.number());
            }
        }
        return new Metadata(family, type, help, unit);
    }

    private static Metadata described(List<Field> fields, @Nullable List<String> symbols) {
        if (symbols == null) {
            throw new IllegalArgumentException("version 1.0 has no metadata in a series");
        }
        int type = 0;
        String help = "";
        String unit = "";
        for (Field field : fields) {
            switch (field.number()) {
                case 1 -> type = (int) field.value();
                case 3 -> help = symbols.get((int) field.value());
                case 4 -> unit = symbols.get((int) field.value());
                default -> throw new IllegalArgumentException("field " + field.number());
            }
        }
        return new Metadata("", type, help, unit);
    }
}
