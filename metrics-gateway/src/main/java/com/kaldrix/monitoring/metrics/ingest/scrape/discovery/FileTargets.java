package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Targets in files. A file that was changed is read again at once, all of them are after the refresh interval; one that cannot
 * be read keeps what it said before, and one that is gone takes its targets along.
 */
final class FileTargets implements FoundTargets {
    private static final Logger LOG = LoggerFactory.getLogger(FileTargets.class);

    private final Discovery.InFiles settings;
    private final Clock clock;
    private final Map<Path, Known> known = new LinkedHashMap<>();
    private Instant refreshed = Instant.MIN;
    private long failures;

    /** A file as it was read. */
    private record Known(Stamp stamp, List<TargetGroup> groups) {}

    private record Stamp(FileTime changed, long size) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    FileTargets(Discovery.InFiles settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized List<TargetGroup> groups() {
        Instant now = clock.instant();
        boolean all = refreshed.equals(Instant.MIN)
                || now.isBefore(refreshed)
                || !now.isBefore(refreshed.plus(settings.refresh()));
        if (all) {
            refreshed = now;
        }
        TreeSet<Path> files = new TreeSet<>();
        for (Path pattern : settings.patterns()) {
            files.addAll(matching(pattern));
        }
        known.keySet().retainAll(files);
        for (Path file : files) {
            look(file, all);
        }
        List<TargetGroup> groups = new ArrayList<>();
        known.values().forEach(one -> groups.addAll(one.groups()));
        return groups;
    }

    private List<Path> matching(Path pattern) {
        Path directory = pattern.toAbsolutePath().getParent();
        Path name = pattern.getFileName();
        if (directory == null || name == null) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, name.toString())) {
            found.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            // As a pattern that matches nothing: the directory may come later.
        } catch (IOException | DirectoryIteratorException e) {
            failed(pattern, String.valueOf(e.getMessage()));
            known.keySet().stream()
                    .filter(file -> directory.equals(file.getParent()))
                    .forEach(files::add);
        }
        return files;
    }

    private void look(Path file, boolean anyway) {
        Known before = known.get(file);
        try {
            Stamp stamp = Stamp.of(file);
            if (before != null && before.stamp().equals(stamp) && !anyway) {
                return;
            }
            known.put(file, new Known(stamp, TargetFile.read(file)));
        } catch (NoSuchFileException gone) {
            known.remove(file);
        } catch (IOException | ConfigurationException e) {
            failed(file, String.valueOf(e.getMessage()));
            remember(file, before);
        }
    }

    /** A file that is wrong is not read again before it was changed, or all are. */
    private void remember(Path file, @Nullable Known before) {
        try {
            known.put(file, new Known(Stamp.of(file), before == null ? List.of() : before.groups()));
        } catch (IOException gone) {
            LOG.atDebug().addKeyValue("file", file).log("A file with targets is gone");
        }
    }

    private void failed(Path file, String reason) {
        failures++;
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("reason", reason)
                .log("A file with targets cannot be read; what it said before is kept");
    }

    @Override
    public synchronized long failures() {
        return failures;
    }

    @Override
    public void close() {}
}
