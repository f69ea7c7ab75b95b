package com.kaldrix.monitoring.metrics.forward.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Writes rows into Parquet files: Zstandard, dictionaries, row groups of 16 MB before compression. */
final class ParquetFiles {
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private ParquetFiles() {}

    /** Writes the rows of an hour, in their order. */
    static void write(Path file, GatheredRows rows, SortedRows sorted, SortedRows.Slice slice) throws IOException {
        try (ParquetWriter<Integer> writer = new Builder(new FileOutput(file), rows)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build()) {
            for (int at = slice.from(); at < slice.to(); at++) {
                writer.write(sorted.row(at));
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final GatheredRows rows;

        Builder(OutputFile file, GatheredRows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
            return new RowWriteSupport(rows);
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriteSupport(rows);
        }
    }
}
