package com.kaldrix.monitoring.local.remotewrite;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Histogram;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Metadata;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/** Makes the bodies of remote-write requests. For one thread at a time. */
public final class WriteEncoder {
    private final ProtoWriter request = new ProtoWriter();
    private final ProtoWriter series = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();

    /** The compressed body. */
    public byte[] encode(Version version, List<TimeSeries> all) {
        write(version, all);
        byte[] compressed = new byte[Snappy.maxCompressedLength(request.size())];
        try {
            int length = Snappy.compress(request.array(), 0, request.size(), compressed, 0);
            return Arrays.copyOf(compressed, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The message as it is before it is compressed. */
    byte[] message(Version version, List<TimeSeries> all) {
        write(version, all);
        return request.toBytes();
    }

    private void write(Version version, List<TimeSeries> all) {
        request.clear();
        switch (version) {
            case V1 -> first(all);
            case V2 -> second(all);
        }
    }

    private void first(List<TimeSeries> all) {
        for (TimeSeries one : all) {
            series.clear();
            one.labels().forEach((name, value) -> {
                part.clear();
                part.text(1, name);
                part.text(2, value);
                series.message(1, part);
            });
            one.samples().forEach(sample -> sample(2, sample));
            for (Histogram histogram : one.histograms()) {
                series.bytes(4, histogram.message());
            }
            request.message(1, series);
        }
        for (TimeSeries one : all) {
            Metadata metadata = one.metadata();
            if (!metadata.equals(Metadata.NONE)) {
                part.clear();
                part.integer(1, metadata.type());
                part.text(2, one.labels().getOrDefault("__name__", ""));
                part.text(4, metadata.help());
                request.message(3, part);
            }
        }
    }

    /** The table of symbols comes first, so that a receiver can read the request in one go. */
    private void second(List<TimeSeries> all) {
        Map<String, Integer> symbols = new HashMap<>();
        symbol(symbols, "");
        for (TimeSeries one : all) {
            one.labels().forEach((name, value) -> {
                symbol(symbols, name);
                symbol(symbols, value);
            });
            symbol(symbols, one.metadata().help());
        }
        for (TimeSeries one : all) {
            series.clear();
            part.clear();
            one.labels().forEach((name, value) -> {
                part.varint(symbols.getOrDefault(name, 0));
                part.varint(symbols.getOrDefault(value, 0));
            });
            series.message(1, part);
            one.samples().forEach(sample -> sample(2, sample));
            for (Histogram histogram : one.histograms()) {
                series.bytes(3, histogram.message());
            }
            if (!one.metadata().equals(Metadata.NONE)) {
                part.clear();
                part.integer(1, one.metadata().type());
                part.integer(3, symbols.getOrDefault(one.metadata().help(), 0));
                series.message(5, part);
            }
            request.message(5, series);
        }
    }

    private void symbol(Map<String, Integer> symbols, String text) {
        if (symbols.putIfAbsent(text, symbols.size()) == null) {
            request.text(4, text);
        }
    }

    private void sample(int field, Point sample) {
        part.clear();
        part.number(1, sample.value());
        part.integer(2, sample.timestamp());
        series.message(field, part);
    }
}
