package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.intake.Batch;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Takes the gathered rows apart for Parquet; a row is given by its number. */
final class RowWriteSupport extends WriteSupport<Integer> {
    private static final long STALE = Double.doubleToRawLongBits(Batch.STALE);
    private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

    private final GatheredRows rows;
    private @Nullable RecordConsumer out;

    RowWriteSupport(GatheredRows rows) {
        this.rows = rows;
    }

    @Override
    @Deprecated
    public WriteContext init(Configuration configuration) {
        return new WriteContext(ArchiveSchema.MESSAGE, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ArchiveSchema.MESSAGE, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(Integer row) {
        RecordConsumer consumer = Objects.requireNonNull(out, "Parquet prepares before it writes");
        ArchivedSeries series = rows.series(row);
        consumer.startMessage();
        binary(consumer, ArchiveSchema.METRIC, 0, series.metric());
        labels(consumer, series.labels());
        number(consumer, ArchiveSchema.TIMESTAMP, 2, rows.timestamp(row));
        byte[] histogram = rows.histogram(row);
        long bits = rows.bits(row);
        double value = Double.longBitsToDouble(bits);
        if (histogram == null) {
            consumer.startField(ArchiveSchema.VALUE, 3);
            consumer.addDouble(value);
            consumer.endField(ArchiveSchema.VALUE, 3);
        }
        consumer.startField(ArchiveSchema.STALE, 4);
        consumer.addBoolean(bits == STALE);
        consumer.endField(ArchiveSchema.STALE, 4);
        // Parquet's writer knows one NaN only; what tells them apart has a column of its own.
        if (Double.isNaN(value) && bits != NAN) {
            number(consumer, ArchiveSchema.NAN_BITS, 5, bits);
        }
        if (histogram != null) {
            binary(consumer, ArchiveSchema.HISTOGRAM, 6, Binary.fromConstantByteArray(histogram));
        }
        if (rows.start(row) != 0) {
            number(consumer, ArchiveSchema.START, 7, rows.start(row));
        }
        consumer.endMessage();
    }

    private static void labels(RecordConsumer consumer, Binary[] labels) {
        consumer.startField(ArchiveSchema.LABELS, 1);
        consumer.startGroup();
        if (labels.length > 0) {
            consumer.startField(ArchiveSchema.KEY_VALUE, 0);
            for (int i = 0; i < labels.length; i += 2) {
                consumer.startGroup();
                binary(consumer, ArchiveSchema.KEY, 0, labels[i]);
                binary(consumer, ArchiveSchema.VALUE_OF_LABEL, 1, labels[i + 1]);
                consumer.endGroup();
            }
            consumer.endField(ArchiveSchema.KEY_VALUE, 0);
        }
        consumer.endGroup();
        consumer.endField(ArchiveSchema.LABELS, 1);
    }

    private static void binary(RecordConsumer consumer, String name, int index, Binary value) {
        consumer.startField(name, index);
        consumer.addBinary(value);
        consumer.endField(name, index);
    }

    private static void number(RecordConsumer consumer, String name, int index, long value) {
        consumer.startField(name, index);
        consumer.addLong(value);
        consumer.endField(name, index);
    }
}
