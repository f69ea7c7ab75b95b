package com.kaldrix.monitoring.local.remotewrite;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Histogram;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Metadata;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/** Reads the bodies of remote-write requests. */
public final class WriteDecoder {
    private static final int LARGEST = 64 << 20;

    private WriteDecoder() {}

    /**
     * What a request holds.
     *
     * @param series in the order of the request
     * @param exemplars how many came
     */
    public record Request(List<TimeSeries> series, int exemplars) {
        public Request {
            series = List.copyOf(series);
        }

        /** How many samples came. */
        public int samples() {
            return series.stream().mapToInt(one -> one.samples().size()).sum();
        }

        /** How many native histograms came. */
        public int histograms() {
            return series.stream().mapToInt(one -> one.histograms().size()).sum();
        }
    }

    /**
     * Reads a compressed body.
     *
     * @throws IllegalArgumentException when it is no such request
     */
    public static Request decode(Version version, byte[] body) {
        byte[] message = uncompressed(body);
        return switch (version) {
            case V1 -> first(new ProtoReader(message));
            case V2 -> second(message);
        };
    }

    private static byte[] uncompressed(byte[] body) {
        try {
            if (Snappy.uncompressedLength(body) > LARGEST) {
                throw new IllegalArgumentException("the body is larger than 64 MB when uncompressed");
            }
            return Snappy.uncompress(body);
        } catch (IOException notSnappy) {
            throw new IllegalArgumentException("the body is not in snappy's block format", notSnappy);
        }
    }

    private static Request first(ProtoReader request) {
        List<TimeSeries> all = new ArrayList<>();
        int exemplars = 0;
        while (request.next()) {
            if (request.field() != 1) {
                request.skip();
                continue;
            }
            ProtoReader series = request.message();
            SortedMap<String, String> labels = new TreeMap<>();
            List<Point> samples = new ArrayList<>();
            List<Histogram> histograms = new ArrayList<>();
            while (series.next()) {
                switch (series.field()) {
                    case 1 -> label(series.message(), labels);
                    case 2 -> samples.add(sample(series.message()));
                    case 3 -> {
                        series.skip();
                        exemplars++;
                    }
                    case 4 -> histograms.add(histogram(series.bytes()));
                    default -> series.skip();
                }
            }
            all.add(new TimeSeries(labels, samples, histograms, Metadata.NONE));
        }
        return new Request(all, exemplars);
    }

    private static Request second(byte[] message) {
        List<String> symbols = new ArrayList<>();
        ProtoReader table = new ProtoReader(message);
        while (table.next()) {
            if (table.field() == 4) {
                symbols.add(table.text());
            } else {
                table.skip();
            }
        }
        if (symbols.isEmpty() || !symbols.getFirst().isEmpty()) {
            throw new IllegalArgumentException("the first symbol must be empty");
        }
        List<TimeSeries> all = new ArrayList<>();
        int exemplars = 0;
        ProtoReader request = new ProtoReader(message);
        while (request.next()) {
            if (request.field() != 5) {
                request.skip();
                continue;
            }
            ProtoReader series = request.message();
            List<String> words = new ArrayList<>();
            List<Point> samples = new ArrayList<>();
            List<Histogram> histograms = new ArrayList<>();
            Metadata metadata = Metadata.NONE;
            while (series.next()) {
                switch (series.field()) {
                    case 1 -> series.integers(reference -> words.add(symbol(symbols, reference)));
                    case 2 -> samples.add(sample(series.message()));
                    case 3 -> histograms.add(histogram(series.bytes()));
                    case 4 -> {
                        series.skip();
                        exemplars++;
                    }
                    case 5 -> metadata = metadata(series.message(), symbols);
                    default -> series.skip();
                }
            }
            all.add(new TimeSeries(labels(words), samples, histograms, metadata));
        }
        return new Request(all, exemplars);
    }

    private static SortedMap<String, String> labels(List<String> words) {
        if (words.size() % 2 != 0) {
            throw new IllegalArgumentException("a series has a label without a value");
        }
        SortedMap<String, String> labels = new TreeMap<>();
        for (int index = 0; index < words.size(); index += 2) {
            labels.put(words.get(index), words.get(index + 1));
        }
        return labels;
    }

    private static String symbol(List<String> symbols, int reference) {
        if (reference < 0 || reference >= symbols.size()) {
            throw new IllegalArgumentException("a reference leads beyond the table of symbols");
        }
        return symbols.get(reference);
    }

    private static void label(ProtoReader label, SortedMap<String, String> labels) {
        String name = "";
        String value = "";
        while (label.next()) {
            switch (label.field()) {
                case 1 -> name = label.text();
                case 2 -> value = label.text();
                default -> label.skip();
            }
        }
        labels.put(name, value);
    }

    private static Point sample(ProtoReader sample) {
        double value = 0;
        long timestamp = 0;
        while (sample.next()) {
            switch (sample.field()) {
                case 1 -> value = sample.number();
                case 2 -> timestamp = sample.integer();
                default -> sample.skip();
            }
        }
        return new Point(timestamp, value);
    }

    /** The integer and the floating-point form differ in the number of the count alone. */
    private static Histogram histogram(byte[] message) {
        ProtoReader histogram = new ProtoReader(message);
        double count = 0;
        double sum = 0;
        long timestamp = 0;
        while (histogram.next()) {
            switch (histogram.field()) {
                case 1 -> count = histogram.integer();
                case 2 -> count = histogram.number();
                case 3 -> sum = histogram.number();
                case 15 -> timestamp = histogram.integer();
                default -> histogram.skip();
            }
        }
        return new Histogram(timestamp, count, sum, message);
    }

    private static Metadata metadata(ProtoReader metadata, List<String> symbols) {
        int type = 0;
        String help = "";
        while (metadata.next()) {
            switch (metadata.field()) {
                case 1 -> type = (int) metadata.integer();
                case 3 -> help = symbol(symbols, (int) metadata.integer());
                default -> metadata.skip();
            }
        }
        return new Metadata(type, help);
    }
}
