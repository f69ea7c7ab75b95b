package com.kaldrix.monitoring.metrics.forward.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one object of the archive, which lies in a file, in their order. For one thread. */
public final class ArchiveFile implements AutoCloseable {
    private final ParquetReader<ArchivedSample> reader;

    private ArchiveFile(ParquetReader<ArchivedSample> reader) {
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @throws IOException when it cannot be read
     */
    public static ArchiveFile open(Path file) throws IOException {
        return new ArchiveFile(new Builder(new FileInput(file)).build());
    }

    /**
     * The next row; null when there is none.
     *
     * @throws IOException when the file is damaged
     */
    public @Nullable ArchivedSample next() throws IOException {
        try {
            return reader.read();
        } catch (RuntimeException damaged) {
            throw new IOException("it is no object of the archive, or damaged: " + damaged.getMessage(), damaged);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Builder extends ParquetReader.Builder<ArchivedSample> {
        Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<ArchivedSample> getReadSupport() {
            return new RowReadSupport();
        }
    }
}
