package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/** Reads a line of metadata, from the family's name on. */
final class MetadataReader {
    private static final Set<MetricType> OF_PROMETHEUS = EnumSet.of(
            MetricType.COUNTER, MetricType.GAUGE, MetricType.HISTOGRAM, MetricType.SUMMARY, MetricType.UNKNOWN);

    private final byte[] bytes;
    private final int end;
    private final int line;
    private final TextFormat format;
    private int at;

    MetadataReader(byte[] bytes, int from, int end, int line, TextFormat format) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.line = line;
        this.format = format;
    }

    /** @param keyword {@code T}, {@code H} or {@code U} */
    Metadata read(byte keyword) throws MalformedExpositionException {
        String family = family();
        int from = at;
        while (from < end && Characters.isBlank(bytes[from])) {
            from++;
        }
        if (from == at && from < end) {
            throw wrong("expected a blank after the name '" + family + "'");
        }
        return switch (keyword) {
            case 'H' -> {
                byte[] help = LabelReader.unescape(bytes, from, end, format == TextFormat.OPEN_METRICS);
                yield new Metadata.Help(family, LabelReader.decode(help, 0, help.length, line));
            }
            case 'U' -> unit(family, LabelReader.decode(bytes, from, end - from, line));
            default ->
                new Metadata.Type(
                        family,
                        type(LabelReader.decode(bytes, from, end - from, line).strip()));
        };
    }

    private String family() throws MalformedExpositionException {
        int from = at;
        if (at < end && bytes[at] == '"') {
            at++;
            while (at < end && bytes[at] != '"') {
                at += bytes[at] == '\\' ? 2 : 1;
            }
            if (at >= end) {
                throw wrong("a quoted name does not end");
            }
            at++;
            LabelSet name = new LabelSet();
            byte[] braced = new byte[at - from + 2];
            braced[0] = '{';
            System.arraycopy(bytes, from, braced, 1, at - from);
            braced[braced.length - 1] = '}';
            new LabelReader(braced, 0, braced.length, line).read(name, new ArrayList<>(), true);
            return name.get(LabelSet.NAME);
        }
        if (at < end && Characters.beginsMetric(bytes[at])) {
            while (at < end && Characters.inMetric(bytes[at])) {
                at++;
            }
        }
        if (at == from) {
            throw wrong("expected the name of a metric");
        }
        return LabelReader.decode(bytes, from, at - from, line);
    }

    private MetricType type(String word) throws MalformedExpositionException {
        MetricType type = MetricType.find(word).orElse(null);
        boolean known =
                switch (format) {
                    case PROMETHEUS -> type != null && OF_PROMETHEUS.contains(type) && !word.equals("unknown");
                    case OPEN_METRICS -> type != null && !word.equals("untyped");
                };
        if (type == null || !known) {
            throw wrong("'" + word + "' is no type of metrics");
        }
        return type;
    }

    private Metadata unit(String family, String unit) throws MalformedExpositionException {
        boolean suffix = family.endsWith("_" + unit) || family.endsWith("." + unit);
        if (!unit.isEmpty() && !suffix) {
            throw wrong("the name '" + family + "' does not end with its unit '" + unit + "'");
        }
        return new Metadata.Unit(family, unit);
    }

    private MalformedExpositionException wrong(String reason) {
        return new MalformedExpositionException(line, reason);
    }
}
