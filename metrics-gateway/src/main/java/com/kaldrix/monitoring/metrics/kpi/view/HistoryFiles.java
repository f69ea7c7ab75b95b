package com.kaldrix.monitoring.metrics.kpi.view;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of KPIs in files of an hour each, so that a restart keeps it: about a megabyte for an hour. What a crash cut off
 * at the end of a file is left out. For one thread at a time.
 */
public final class HistoryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFiles.class);
    private static final Duration KEPT = KpiHistory.DEPTH.plusHours(2);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int MOST_VALUES = 1000;
    private static final String NAME = "\\d{1,12}-\\d{1,9}\\.kpis";

    private final Path folder;
    private @Nullable DataOutputStream out;
    private long hour = Long.MIN_VALUE;

    /** Is shown each value that was kept. */
    @FunctionalInterface
    interface Reader {
        void value(long start, String region, String kpi, double value);
    }

    public HistoryFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be made", e);
        }
    }

    /** Shows all that is kept, in the order in which it was appended. */
    void read(Reader reader) {
        for (Path file : files()) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                while (true) {
                    long start = in.readLong();
                    String region = in.readUTF();
                    int count = in.readUnsignedShort();
                    for (int i = 0; i < count; i++) {
                        reader.value(start, region, in.readUTF(), in.readDouble());
                    }
                }
            } catch (EOFException end) {
                LOG.atDebug().addKeyValue("file", file).log("History read");
            } catch (IOException e) {
                LOG.atWarn().setCause(e).addKeyValue("file", file).log("Some history of KPIs cannot be read");
            }
        }
    }

    /** Keeps what a region's KPIs were in a window. */
    void append(Instant start, String region, Map<String, Double> values) {
        if (values.isEmpty()) {
            return;
        }
        try {
            DataOutputStream to = open(Math.floorDiv(start.toEpochMilli(), HOUR));
            to.writeLong(start.toEpochMilli());
            to.writeUTF(region);
            to.writeShort(Math.min(values.size(), MOST_VALUES));
            int written = 0;
            for (Map.Entry<String, Double> value : values.entrySet()) {
                if (written++ < MOST_VALUES) {
                    to.writeUTF(value.getKey());
                    to.writeDouble(value.getValue());
                }
            }
            to.flush();
        } catch (IOException e) {
            // The history is for people to look at; KPIs and their alerts go on without it.
            LOG.atError().setCause(e).addKeyValue("folder", folder).log("The history of KPIs cannot be kept");
            close();
        }
    }

    private DataOutputStream open(long wanted) throws IOException {
        DataOutputStream open = out;
        if (open != null && wanted <= hour) {
            return open;
        }
        close();
        List<Path> files = files();
        int number = files.isEmpty() ? 1 : number(files.getLast()) + 1;
        DataOutputStream fresh = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(wanted + "-" + number + ".kpis"), StandardOpenOption.CREATE_NEW)));
        out = fresh;
        hour = wanted;
        for (Path file : files) {
            if (hour(file) < wanted - KEPT.toHours()) {
                Files.deleteIfExists(file);
            }
        }
        return fresh;
    }

    /** In the order in which they were begun. */
    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = new ArrayList<>(
                    all.filter(file -> file.getFileName().toString().matches(NAME))
                            .toList());
            files.sort(java.util.Comparator.comparingInt(HistoryFiles::number));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    private static long hour(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
    }

    /** Ends the file that is being written. */
    public void close() {
        DataOutputStream open = out;
        out = null;
        hour = Long.MIN_VALUE;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A file of the history of KPIs was not ended in order");
        }
    }
}
