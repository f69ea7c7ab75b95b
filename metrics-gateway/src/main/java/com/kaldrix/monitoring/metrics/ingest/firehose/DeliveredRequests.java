package com.kaldrix.monitoring.metrics.ingest.firehose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which deliveries have been taken, also across a restart, so that one whose answer was lost does not count twice. A process
 * that is killed between the samples and the note forgets one; its samples then come again as they were, with the same times
 * and values. Safe for several threads.
 */
final class DeliveredRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveredRequests.class);
    private static final int MOST = 50_000;
    private static final String FILE = "delivered-requests";

    private final Map<String, Long> delivered = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Path file;
    private final Clock clock;
    private final long remember;
    private FileChannel notes;
    private int lines;

    /**
     * @param directory where they are kept; made when it is not there
     * @param remember for how long
     */
    DeliveredRequests(Path directory, Clock clock, Duration remember) {
        this.file = directory.resolve(FILE);
        this.clock = clock;
        this.remember = remember.toMillis();
        try {
            Files.createDirectories(directory);
            read();
            this.notes = rewrite();
        } catch (IOException unusable) {
            throw new UncheckedIOException(
                    "kaldrix.firehose.directory " + directory + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** What a request is. */
    enum Claim {
        /** New: whoever asks is to take it, and then to say {@link #delivered} or {@link #abandoned}. */
        FRESH,
        /** It has been taken. */
        DELIVERED,
        /** It is being taken by somebody else. */
        UNDER_WAY
    }

    synchronized Claim claim(String requestId) {
        forget();
        if (delivered.containsKey(requestId)) {
            return Claim.DELIVERED;
        }
        return underWay.add(requestId) ? Claim.FRESH : Claim.UNDER_WAY;
    }

    /** It has been taken. */
    synchronized void delivered(String requestId) {
        underWay.remove(requestId);
        long now = clock.millis();
        delivered.put(requestId, now);
        try {
            write(notes, now, requestId);
            notes.force(false);
            if (++lines > 2 * MOST) {
                notes.close();
                notes = rewrite();
            }
        } catch (IOException unwritten) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .setCause(unwritten)
                    .log(
                            "A delivery of Firehose could not be noted; should it come again after a restart, it counts twice");
        }
    }

    /** It could not be taken; it may come again. */
    synchronized void abandoned(String requestId) {
        underWay.remove(requestId);
    }

    private void forget() {
        long oldest = clock.millis() - remember;
        Iterator<Long> times = delivered.values().iterator();
        while (times.hasNext() && (times.next() < oldest || delivered.size() > MOST)) {
            times.remove();
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        // What was cut off or damaged is no line of this form; the others hold.
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n")) {
            int space = line.indexOf(' ');
            if (space > 0
                    && line.substring(0, space).matches("[0-9]{1,15}")
                    && Delivery.isId(line.substring(space + 1))) {
                delivered.put(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
            }
        }
        forget();
    }

    private FileChannel rewrite() throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        StringBuilder all = new StringBuilder();
        delivered.forEach((id, time) -> all.append(time).append(' ').append(id).append('\n'));
        writeFully(channel, all.toString());
        channel.force(true);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lines = delivered.size();
        return channel;
    }

    private static void write(FileChannel channel, long time, String requestId) throws IOException {
        writeFully(channel, time + " " + requestId + "\n");
    }

    private static void writeFully(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        notes.close();
    }
}
