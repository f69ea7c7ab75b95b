package com.kaldrix.monitoring.metrics.restore;

import com.kaldrix.monitoring.metrics.forward.archive.ArchiveFile;
import com.kaldrix.monitoring.metrics.forward.archive.ArchivedSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The samples of several objects as one sequence, by series and then by time. What two objects say in the same words is
 * given once.
 */
final class HourMerge implements AutoCloseable {
    private final List<String> names;
    private final List<ArchiveFile> files = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>();
    private @Nullable ArchivedSample last;

    /** The next sample of a file; of equal ones that of the earlier file comes first. */
    private record Head(ArchivedSample sample, int file) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            int order = sample.compareTo(other.sample);
            return order != 0 ? order : Integer.compare(file, other.file);
        }
    }

    /** @param names what the files are called in messages, in the same order */
    HourMerge(List<Path> paths, List<String> names) throws IOException {
        this.names = names;
        try {
            for (Path path : paths) {
                files.add(open(path));
                advance(files.size() - 1);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The next sample; null at the end. */
    @Nullable
    ArchivedSample next() throws IOException {
        Head head = heads.poll();
        while (head != null) {
            advance(head.file());
            if (!head.sample().equals(last)) {
                last = head.sample();
                return last;
            }
            head = heads.poll();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        for (ArchiveFile file : files) {
            file.close();
        }
    }

    private ArchiveFile open(Path path) throws IOException {
        try {
            return ArchiveFile.open(path);
        } catch (IOException e) {
            throw new IOException(names.get(files.size()) + ": " + e.getMessage(), e);
        }
    }

    private void advance(int file) throws IOException {
        ArchivedSample sample;
        try {
            sample = files.get(file).next();
        } catch (IOException e) {
            throw new IOException(names.get(file) + ": " + e.getMessage(), e);
        }
        if (sample != null) {
            heads.add(new Head(sample, file));
        }
    }
}
