package com.kaldrix.monitoring.metrics.buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The readers of a buffer and their cursors. Safe for several threads. */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,120}");

    private final Map<String, DiskBufferReader> open = new ConcurrentHashMap<>();
    /** Cursors that were there at the start and whose readers have not come yet. */
    private final Map<String, Position> absent = new ConcurrentHashMap<>();

    BufferReader open(String name, Path directory, DiskBuffer buffer, @Nullable Position start) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a reader's name has letters, digits, '-', '_' and '.', not " + name);
        }
        try {
            Cursor cursor = Cursor.open(cursors(directory).resolve(name));
            Optional<Position> kept = cursor.read();
            Position from = kept.orElseGet(
                    () -> start != null ? start : buffer.retention().oldest(buffer.end()));
            DiskBufferReader reader = new DiskBufferReader(name, buffer, cursor, from, this::closed);
            if (open.putIfAbsent(name, reader) != null) {
                cursor.close();
                throw new IllegalStateException("there is a reader " + name + " already");
            }
            if (kept.isEmpty()) {
                cursor.write(from);
            }
            absent.remove(name);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException("the cursor of " + name + " cannot be opened", e);
        }
    }

    private void closed(DiskBufferReader reader) {
        if (open.remove(reader.name(), reader)) {
            absent.put(reader.name(), reader.committed());
        }
    }

    private static Path cursors(Path directory) {
        return directory.resolve("cursors");
    }

    /** Notes the cursors that are there; the greatest number of a segment among them, or -1. */
    long greatestSegment(Path directory) throws IOException {
        long greatest = -1;
        for (String name : names(directory)) {
            try (Cursor cursor = Cursor.open(cursors(directory).resolve(name))) {
                Optional<Position> position = cursor.read();
                absent.put(name, position.orElse(new Position(0, 0)));
                greatest = Math.max(greatest, position.map(Position::segment).orElse(-1L));
            }
        }
        return greatest;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(cursors(directory))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** Forgets the readers that are neither open nor named. */
    void keepOnly(Path directory, List<String> names) {
        for (String name : List.copyOf(absent.keySet())) {
            if (!names.contains(name)) {
                forget(directory, name);
            }
        }
    }

    void forget(Path directory, String name) {
        absent.remove(name);
        try {
            if (!open.containsKey(name)
                    && Files.deleteIfExists(cursors(directory).resolve(name))) {
                LOG.atInfo().addKeyValue("reader", name).log("The cursor of a reader that is over is forgotten");
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("reader", name).setCause(e).log("A cursor cannot be deleted");
        }
    }

    /** The position that no reader has gone beyond; empty without readers. */
    Optional<Position> least() {
        return Stream.concat(open.values().stream().map(DiskBufferReader::committed), absent.values().stream())
                .min(Comparator.naturalOrder());
    }

    /** Moves the readers that stand in or before a segment behind it, and counts what they lose. */
    void giveUp(Segment segment, Position next, Retention retention) {
        for (DiskBufferReader reader : open.values()) {
            if (reader.committed().compareTo(next) < 0) {
                long from = reader.committed().segment() == segment.number()
                        ? reader.committed().offset()
                        : 0;
                if (from < segment.bytes()) {
                    long bytes = segment.bytes() - Math.max(from, Block.SEGMENT_HEAD);
                    reader.lost(bytes, retention.samples(segment, from));
                    LOG.atError()
                            .addKeyValue("reader", reader.name())
                            .addKeyValue("segment", segment)
                            .addKeyValue("bytes", bytes)
                            .log("What a reader has not read in time is too old and given up for it");
                }
                reader.goOnAt(next);
            }
        }
        absent.replaceAll((name, position) -> position.compareTo(next) < 0 ? next : position);
    }

    List<ReaderStatus> status() {
        List<ReaderStatus> all = new ArrayList<>();
        open.values().forEach(reader -> all.add(reader.status()));
        all.sort(Comparator.comparing(ReaderStatus::name));
        return all;
    }

    void close() {
        List.copyOf(open.values()).forEach(DiskBufferReader::close);
    }
}
