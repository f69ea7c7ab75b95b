package com.kaldrix.monitoring.metrics.forward.archive;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Puts rows of the archive together; columns that came later than this class are passed over. */
final class RowReadSupport extends ReadSupport<ArchivedSample> {
    @Override
    public ReadContext init(InitContext context) {
        return new ReadContext(ArchiveSchema.MESSAGE);
    }

    @Override
    public RecordMaterializer<ArchivedSample> prepareForRead(
            Configuration configuration, Map<String, String> metadata, MessageType schema, ReadContext context) {
        return new RowMaterializer();
    }

    @Override
    public RecordMaterializer<ArchivedSample> prepareForRead(
            ParquetConfiguration configuration, Map<String, String> metadata, MessageType schema, ReadContext context) {
        return new RowMaterializer();
    }
}
