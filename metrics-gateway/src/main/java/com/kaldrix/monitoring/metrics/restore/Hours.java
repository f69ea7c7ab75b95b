package com.kaldrix.monitoring.metrics.restore;

import com.kaldrix.monitoring.common.objects.ObjectEntry;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.metrics.forward.archive.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fetches the objects of an hour. */
final class Hours {
    private final Objects objects;
    private final Optional<String> region;
    private final Path directory;

    Hours(Objects objects, Optional<String> region, Path directory) {
        this.objects = objects;
        this.region = region;
        this.directory = directory;
    }

    /** The keys of the objects of an hour, in their order. */
    List<String> keys(long hour) {
        String prefix = region.map(name -> new Partition(hour, name).prefix()).orElseGet(() -> Partition.prefix(hour));
        try (Stream<ObjectEntry> entries = objects.list(prefix)) {
            return entries.map(ObjectEntry::key)
                    .filter(key -> key.endsWith(".parquet"))
                    .toList();
        }
    }

    /** Brings objects here, as files in the same order. */
    List<Path> fetch(List<String> keys) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String key : keys) {
            Path file = directory.resolve(files.size() + ".parquet");
            files.add(file);
            try (InputStream in = objects.get(key)
                    .orElseThrow(() -> new IOException("the object " + key + " is not there any more"))) {
                Files.copy(in, file);
            } catch (ObjectsUnavailableException | IOException e) {
                forget(files);
                throw e;
            }
        }
        return files;
    }

    void forget(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
