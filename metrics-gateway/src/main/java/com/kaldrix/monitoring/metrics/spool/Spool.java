package com.kaldrix.monitoring.metrics.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts that wait to be sent, in the order in which they came, one file each; what was put in is on the disk. When there are
 * too many the oldest are given up, which is counted and logged. Safe for several threads.
 */
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String SUFFIX = ".txt";

    private final Path folder;
    private final int most;
    private final Runnable givenUp;
    private final TreeSet<Long> waiting = new TreeSet<>();
    private long latest;

    /**
     * A text that waits.
     *
     * @param number its place in the order
     */
    public record Entry(long number, String text) {}

    /**
     * Opens a spool with what it holds from before.
     *
     * @param most how many texts it holds at most
     * @param givenUp called for each that is given up
     */
    public Spool(Path folder, int most, Runnable givenUp) {
        this.folder = folder;
        this.most = most;
        this.givenUp = givenUp;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("\\d{1,18}\\" + SUFFIX))
                        .map(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
                        .forEach(waiting::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
        latest = waiting.isEmpty() ? 0 : waiting.last();
    }

    /** Adds a text behind all others. */
    public synchronized void put(String text) {
        while (waiting.size() >= most) {
            long oldest = waiting.first();
            delete(oldest);
            givenUp.run();
            LOG.atError()
                    .addKeyValue("spool", folder.getFileName())
                    .addKeyValue("entry", oldest)
                    .log("Too much waits to be sent, and the oldest is given up");
        }
        long number = latest + 1;
        StateFolder.write(file(number), text);
        latest = number;
        waiting.add(number);
        notifyAll();
    }

    /** The oldest texts, the oldest first. */
    public synchronized List<Entry> oldest(int count) {
        List<Entry> entries = new ArrayList<>();
        for (long number : List.copyOf(waiting)) {
            if (entries.size() == count) {
                break;
            }
            read(number).ifPresent(text -> entries.add(new Entry(number, text)));
        }
        return entries;
    }

    private Optional<String> read(long number) {
        try {
            return Optional.of(Files.readString(file(number)));
        } catch (NoSuchFileException e) {
            waiting.remove(number);
            return Optional.empty();
        } catch (IOException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("file", file(number))
                    .log("What waits to be sent cannot be read and is given up");
            givenUp.run();
            delete(number);
            return Optional.empty();
        }
    }

    /** Waits until something is there, or the time is over; whether something is. */
    public synchronized boolean await(long millis) throws InterruptedException {
        if (waiting.isEmpty()) {
            wait(Math.max(1, millis));
        }
        return !waiting.isEmpty();
    }

    /** Forgets a text, because it was sent. */
    public synchronized void remove(Entry entry) {
        delete(entry.number());
    }

    private void delete(long number) {
        try {
            Files.deleteIfExists(file(number));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(number), e);
        }
        waiting.remove(number);
    }

    /** How many texts wait. */
    public synchronized int size() {
        return waiting.size();
    }

    private Path file(long number) {
        return folder.resolve(number + SUFFIX);
    }
}
