package com.kaldrix.monitoring.metrics.forward.archive;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * The columns of the archive, described for its readers in {@code docs/archive.md}. Columns may be added at the end; what is
 * there stays as it is.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet, logical types</a>
 */
final class ArchiveSchema {
    static final String METRIC = "metric";
    static final String LABELS = "labels";
    static final String KEY_VALUE = "key_value";
    static final String KEY = "key";
    static final String VALUE_OF_LABEL = "value";
    static final String TIMESTAMP = "timestamp";
    static final String VALUE = "value";
    static final String STALE = "stale";
    static final String NAN_BITS = "nan_bits";
    static final String HISTOGRAM = "histogram";
    static final String START = "start";

    static final MessageType MESSAGE = MessageTypeParser.parseMessageType("""
            message sample {
              required binary metric (STRING);
              required group labels (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  required binary value (STRING);
                }
              }
              required int64 timestamp (TIMESTAMP(MILLIS,true));
              optional double value;
              required boolean stale;
              optional int64 nan_bits;
              optional binary histogram;
              optional int64 start (TIMESTAMP(MILLIS,true));
            }
            """);

    private ArchiveSchema() {}
}
