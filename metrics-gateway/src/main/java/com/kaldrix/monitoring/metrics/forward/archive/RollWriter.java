package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes gathered rows as objects, one for each hour. Its name says which gateway wrote it, where in the buffer the range
 * begins, and a hash of the rows, so that the same rows of the same range are the same object, however often they are
 * written.
 */
final class RollWriter {
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Objects objects;
    private final Identity identity;
    private final Path directory;
    private final ArchiveMetrics metrics;

    RollWriter(Objects objects, Identity identity, Path directory, ArchiveMetrics metrics) {
        this.objects = objects;
        this.identity = identity;
        this.directory = directory;
        this.metrics = metrics;
    }

    /** The note of what is to be written together. */
    RollPlan plan() {
        return new RollPlan(directory);
    }

    /** Removes what an earlier process was writing when it ended. */
    void tidy() throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Writes all rows; every object is in the archive when this returns. */
    void write(GatheredRows rows, Position from) throws IOException {
        SortedRows sorted = SortedRows.of(rows);
        for (SortedRows.Slice slice : sorted.slices()) {
            write(rows, sorted, slice, from);
        }
    }

    private void write(GatheredRows rows, SortedRows sorted, SortedRows.Slice slice, Position from) throws IOException {
        String key = new Partition(slice.hour(), identity.region().code()).prefix()
                + "%s-%010d-%010d-%016x.parquet"
                        .formatted(identity.replica(), from.segment(), from.offset(), sorted.hash(slice));
        Path file = directory.resolve("writing.parquet");
        try {
            ParquetFiles.write(file, rows, sorted, slice);
            if (objects.createIfAbsent(key, ObjectContent.of(file).typed(PARQUET))) {
                metrics.written(slice.to() - slice.from(), Files.size(file));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
