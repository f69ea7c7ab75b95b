package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchPoint;
import java.util.function.Consumer;

/** Reads the records of a metric stream in either of its formats. */
final class RecordReader {
    /** Is given what a record holds. */
    interface Sink {
        void point(CloudWatchPoint point);

        /** A part of the record that cannot be read, and why. */
        void unreadable(String reason);
    }

    private final JsonRecords json = new JsonRecords();
    private final OtlpRecords otlp = new OtlpRecords();

    void read(byte[] data, Sink sink) {
        if (data.length == 0) {
            return;
        }
        if (looksLikeJson(data)) {
            lines(data, line -> json.read(line, sink));
        } else {
            otlp.read(data, sink);
        }
    }

    /**
     * A record of OTLP may begin with a brace as well, which then is the length of its first message. But the message goes on
     * with a tag and a length, where JSON has a quote.
     */
    private static boolean looksLikeJson(byte[] data) {
        int at = blank(data, 0);
        if (at == data.length || data[at] != '{') {
            return false;
        }
        int next = blank(data, at + 1);
        return next == data.length || data[next] == '"' || data[next] == '}';
    }

    private static int blank(byte[] data, int from) {
        int at = from;
        while (at < data.length && (data[at] == ' ' || data[at] == '\n' || data[at] == '\r' || data[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static void lines(byte[] data, Consumer<byte[]> each) {
        int start = 0;
        for (int i = 0; i <= data.length; i++) {
            if (i == data.length || data[i] == '\n') {
                if (blank(data, start) < i) {
                    each.accept(java.util.Arrays.copyOfRange(data, start, i));
                }
                start = i + 1;
            }
        }
    }
}
