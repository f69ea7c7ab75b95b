package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.MalformedEvent;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the partials of other gateways on the disk until their windows are told, so that a restart does not lose them. */
public final class PartialFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartialFiles.class);
    private static final int MOST_FILES = 4096;

    private final Path folder;

    public PartialFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be made", e);
        }
    }

    /** Keeps a partial; one of the same identity takes its place. */
    public void keep(CloudEvent<KpiPartial> event) {
        KpiPartial partial = event.data();
        String replica = partial.replica().replaceAll("[^A-Za-z0-9.-]", "_");
        String name = partial.windowStart().toEpochMilli() + "_" + partial.region() + "_"
                + replica.substring(0, Math.min(replica.length(), 80)) + ".json";
        StateFolder.write(folder.resolve(name), CloudEvents.write(event));
    }

    /** All that are kept. */
    public List<KpiPartial> all() {
        List<KpiPartial> partials = new ArrayList<>();
        for (Path file : files()) {
            try {
                partials.add(CloudEvents.read(Files.readString(file), KpiPartial.class)
                        .data());
            } catch (IOException | MalformedEvent e) {
                LOG.atWarn().setCause(e).addKeyValue("file", file).log("A kept partial cannot be read");
            }
        }
        return partials;
    }

    /** Forgets those of windows before a time, and the oldest when there are too many. */
    public void forgetBefore(Instant time) {
        List<Path> files = files();
        int surplus = files.size() - MOST_FILES;
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (surplus-- > 0 || Long.parseLong(name.substring(0, name.indexOf('_'))) < time.toEpochMilli()) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot delete " + file, e);
                }
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("-?\\d{1,18}_.+\\.json"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }
}
