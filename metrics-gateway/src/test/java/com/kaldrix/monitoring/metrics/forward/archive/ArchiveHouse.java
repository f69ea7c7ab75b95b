package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.ObjectEntry;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.BufferSettings;
import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.buffer.Draft;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A buffer, an archive in files and a clock that stands still, for tests. */
public final class ArchiveHouse implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-25T14:10:00Z");
    private static final Source SOURCE = new Source("push", "test");

    public final SettableClock clock = new SettableClock(START);
    public final Path archive;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FaultyObjects objects;
    private final Path work;
    private final DiskBuffer buffer;
    private final Map<LabelSet, Series> series = new HashMap<>();
    private ArchiveProperties properties;

    /** Objects that are away, or go away after a number of writes. */
    static final class FaultyObjects implements Objects {
        private final Objects inner;
        volatile int writesLeft = Integer.MAX_VALUE;
        /** Whether the next write ends in an error that nobody foresees. */
        volatile boolean defective;

        FaultyObjects(Objects inner) {
            this.inner = inner;
        }

        @Override
        public void put(String key, ObjectContent content) {
            inner.put(key, content);
        }

        @Override
        public boolean createIfAbsent(String key, ObjectContent content) {
            if (defective) {
                defective = false;
                throw new NoClassDefFoundError("a class, for the test");
            }
            if (writesLeft-- <= 0) {
                writesLeft = 0;
                throw new ObjectsUnavailableException("The archive is away", new IllegalStateException());
            }
            return inner.createIfAbsent(key, content);
        }

        @Override
        public Optional<InputStream> get(String key) {
            return inner.get(key);
        }

        @Override
        public Stream<ObjectEntry> list(String prefix) {
            return inner.list(prefix);
        }

        @Override
        public String location() {
            return inner.location();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    public ArchiveHouse(Path directory) {
        archive = directory.resolve("objects");
        work = directory.resolve("work");
        objects = new FaultyObjects(
                OpenObjects.at(new ObjectLocation.Directory(archive), new S3Options("us-east-1", null, null)));
        buffer = DiskBuffer.open(
                new BufferSettings(directory.resolve("buffer"), 1 << 16, 1L << 30, Duration.ofDays(2), false), clock);
        properties = new ArchiveProperties("/unused", Duration.ofMinutes(5), 1_000_000, work, "");
    }

    void maxRows(int rows) {
        properties = new ArchiveProperties("/unused", Duration.ofMinutes(5), rows, work, "");
    }

    /** Accepts a block. */
    public void accept(Consumer<Draft> content) {
        Draft draft = new Draft();
        content.accept(draft);
        buffer.append(draft);
    }

    /** Accepts a block of one sample. */
    public void accept(LabelSet labels, Instant time, double value) {
        accept(draft -> draft.sample(series(labels), time.toEpochMilli(), value, 0));
    }

    public Series series(LabelSet labels) {
        return series.computeIfAbsent(labels, set -> new Series(set.encode(), SOURCE));
    }

    BufferReader reader() {
        return buffer.reader("archive");
    }

    Archiver archiver(BufferReader reader) {
        return new Archiver(reader, buffer.end(), writer(), properties, clock);
    }

    ArchiveLoop loop() {
        return new ArchiveLoop(buffer, writer(), properties, new ArchiveMetrics(meters), clock);
    }

    private RollWriter writer() {
        Identity identity = new Identity(new Region("eu-west-1"), "test", 0, 1, false);
        return new RollWriter(objects, identity, work, new ArchiveMetrics(meters));
    }

    /** Archives everything that was accepted, as a process of its own. */
    public void archiveAll() throws Exception {
        try (BufferReader reader = reader()) {
            Archiver archiver = archiver(reader);
            archiver.step();
            clock.advance(Duration.ofMinutes(5));
            archiver.step();
        }
    }

    public List<String> keys() {
        try (Stream<ObjectEntry> entries = objects.list("")) {
            return entries.map(ObjectEntry::key).toList();
        }
    }

    @Override
    public void close() {
        buffer.close();
        objects.close();
    }
}
