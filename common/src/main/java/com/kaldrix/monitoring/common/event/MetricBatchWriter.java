package com.kaldrix.monitoring.common.event;

import com.kaldrix.monitoring.common.region.Region;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes {@link MetricBatch} events as text, column by column, without making a tree of it first: a gateway writes a hundred
 * thousand series every ten seconds. Knows its size at any time. For one thread.
 */
public final class MetricBatchWriter {
    /** What stands around symbols, labels and columns at most, names of region and replica included. */
    private static final int FRAME = 2048;

    private final Map<String, Integer> places = new HashMap<>();
    private final StringBuilder symbols = new StringBuilder();
    private final StringBuilder labels = new StringBuilder();
    private final StringBuilder[] columns = new StringBuilder[7];
    private int symbolBytes;
    private int series;

    public MetricBatchWriter() {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new StringBuilder();
        }
    }

    /** How many bytes the event has at most as it stands. */
    public int bytes() {
        int bytes = FRAME + symbolBytes + labels.length();
        for (StringBuilder column : columns) {
            bytes += column.length();
        }
        return bytes;
    }

    /** How many series it holds. */
    public int size() {
        return series;
    }

    /** Begins the labels of a series; {@link #label} for each in the order of names, then {@link #window}. */
    public MetricBatchWriter begin() {
        labels.append(series == 0 ? "[" : ",[");
        return this;
    }

    /** A label of the series. */
    public MetricBatchWriter label(String name, String value) {
        if (labels.charAt(labels.length() - 1) != '[') {
            labels.append(',');
        }
        labels.append(place(name)).append(',').append(place(value));
        return this;
    }

    private int place(String text) {
        Integer known = places.get(text);
        if (known != null) {
            return known;
        }
        int place = places.size();
        places.put(text, place);
        int from = symbols.length();
        symbols.append(place == 0 ? "\"" : ",\"");
        escape(text);
        symbols.append('"');
        symbolBytes += symbols.substring(from).getBytes(StandardCharsets.UTF_8).length;
        return place;
    }

    /** JSON, RFC 8259 section 7: quotation mark, reverse solidus and control characters are escaped. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                symbols.append('\\').append(c);
            } else if (c < ' ') {
                symbols.append(String.format("\\u%04x", (int) c));
            } else {
                symbols.append(c);
            }
        }
    }

    /**
     * What the series did; all numbers are finite.
     *
     * @param increase NaN for null
     */
    public void window(int count, double min, double max, double sum, double first, double last, double increase) {
        labels.append(']');
        comma(0).append(count);
        comma(1).append(min);
        comma(2).append(max);
        comma(3).append(sum);
        comma(4).append(first);
        comma(5).append(last);
        if (Double.isNaN(increase)) {
            comma(6).append("null");
        } else {
            comma(6).append(increase);
        }
        series++;
    }

    private StringBuilder comma(int column) {
        StringBuilder text = columns[column];
        return series == 0 ? text : text.append(',');
    }

    /** Where a batch comes from: what the envelope and the head of the event say. */
    public record Head(Region region, String replica, int shard, Instant windowStart, int windowSeconds) {}

    /**
     * The event as one line of JSON, after which the writer is empty again.
     *
     * @param id the event's; the same for the same content
     * @param time when it was put together
     */
    public String finish(String id, Head head, Instant time) {
        StringBuilder text = new StringBuilder(bytes());
        text.append("{\"specversion\":\"1.0\",\"id\":\"").append(id);
        text.append("\",\"source\":\"/metrics-gateway\",\"type\":\"").append(MetricBatch.TYPE);
        text.append("\",\"time\":\"").append(time);
        text.append("\",\"datacontenttype\":\"application/json\",\"region\":\"").append(head.region());
        text.append("\",\"data\":{\"replica\":\"").append(head.replica());
        text.append("\",\"shard\":").append(head.shard());
        text.append(",\"windowStart\":\"").append(head.windowStart());
        text.append("\",\"windowSeconds\":").append(head.windowSeconds());
        text.append(",\"symbols\":[").append(symbols).append(']');
        text.append(",\"labels\":[").append(labels).append(']');
        String[] names = {"count", "min", "max", "sum", "first", "last", "increase"};
        text.append(",\"columns\":{");
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(names[i]).append("\":[");
            text.append(columns[i]).append(']');
            columns[i].setLength(0);
        }
        text.append("}}}");
        places.clear();
        symbols.setLength(0);
        labels.setLength(0);
        symbolBytes = 0;
        series = 0;
        return text.toString();
    }
}
