package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** Makes a sample of what Parquet calls out column by column. Rows of one series follow one another and share its labels. */
final class RowMaterializer extends RecordMaterializer<ArchivedSample> {
    private LabelSet labels = new LabelSet();
    private LabelSet lastLabels = new LabelSet();
    private ArchivedSample.@Nullable SeriesKey lastSeries;
    private String key = "";
    private String text = "";
    private long timestamp;
    private long bits;
    private long nanBits;
    private byte @Nullable [] histogram;
    private long start;

    private final GroupConverter root =
            new Group(
                    text(value -> labels.set(LabelSet.NAME, value)),
                    new Group(new Group(text(value -> key = value), text(value -> text = value)) {
                        @Override
                        public void end() {
                            labels.set(key, text);
                        }
                    }),
                    number(value -> timestamp = value),
                    new PrimitiveConverter() {
                        @Override
                        public void addDouble(double value) {
                            bits = Double.doubleToRawLongBits(value);
                        }
                    },
                    new PrimitiveConverter() {
                        @Override
                        public void addBoolean(boolean stale) {
                            // The bits say it, too.
                        }
                    },
                    number(value -> nanBits = value),
                    new PrimitiveConverter() {
                        @Override
                        public void addBinary(Binary value) {
                            histogram = value.getBytes();
                        }
                    },
                    number(value -> start = value)) {
                @Override
                public void start() {
                    labels.clear();
                    bits = 0;
                    nanBits = 0;
                    histogram = null;
                    start = 0;
                }
            };

    @Override
    public ArchivedSample getCurrentRecord() {
        ArchivedSample.SeriesKey series = lastSeries;
        if (series == null || !labels.equals(lastLabels)) {
            series = new ArchivedSeries(labels.encode()).key();
            lastSeries = series;
            LabelSet spare = lastLabels;
            lastLabels = labels;
            labels = spare;
        }
        return new ArchivedSample(series, timestamp, nanBits == 0 ? bits : nanBits, histogram, start);
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private static PrimitiveConverter text(Consumer<String> use) {
        return new PrimitiveConverter() {
            @Override
            public void addBinary(Binary value) {
                use.accept(value.toStringUsingUTF8());
            }
        };
    }

    private static PrimitiveConverter number(LongConsumer use) {
        return new PrimitiveConverter() {
            @Override
            public void addLong(long value) {
                use.accept(value);
            }
        };
    }

    private static class Group extends GroupConverter {
        private final Converter[] fields;

        Group(Converter... fields) {
            this.fields = fields;
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
