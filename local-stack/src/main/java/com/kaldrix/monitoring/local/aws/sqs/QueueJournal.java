package com.kaldrix.monitoring.local.aws.sqs;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The queues of a region in a file: a line of JSON for each thing that happens, rewritten when it has grown well past what
 * is still there. A line that a kill cut short is dropped, since nobody was told that it was kept. Each line is handed to
 * the kernel before the call returns, which a killed process does not undo.
 *
 * <p>Used by one thread at a time.
 */
final class QueueJournal implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SMALLEST_REWRITE = 8L << 20;
    private static final int GROWTH = 4;

    private final Path file;
    private final Map<String, Contents> queues = new LinkedHashMap<>();
    private @Nullable FileChannel channel;
    private long size;
    private long rewriteAt;

    private QueueJournal(Path file) {
        this.file = file;
    }

    /** Reads what the file tells and opens it for more; a missing file is an empty one. */
    static QueueJournal open(Path file) {
        QueueJournal journal = new QueueJournal(file);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "journal in a directory"));
            if (Files.exists(file)) {
                journal.read();
            }
            journal.rewrite();
            return journal;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use the queue journal " + file, failure);
        }
    }

    Collection<StoredQueue> queues() {
        return queues.values().stream().map(contents -> contents.definition).toList();
    }

    List<StoredMessage> messages(String queue) {
        Contents contents = queues.get(queue);
        return contents == null ? List.of() : List.copyOf(contents.messages.values());
    }

    void append(JournalEntry entry) {
        if (!apply(entry)) {
            return;
        }
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            byte[] line = line(entry);
            writeFully(open, line);
            size += line.length;
            if (size > rewriteAt) {
                rewrite();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the queue journal " + file, failure);
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private boolean apply(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.QueueDefined defined -> define(defined.queue());
            case JournalEntry.QueueDeleted deleted -> queues.remove(deleted.queue()) != null;
            case JournalEntry.QueuePurged purged -> {
                Contents contents = queues.get(purged.queue());
                if (contents != null) {
                    contents.messages.clear();
                }
                yield contents != null;
            }
            case JournalEntry.MessageAdded added -> {
                Contents contents = queues.get(added.queue());
                if (contents != null) {
                    contents.messages.put(added.message().id(), added.message());
                }
                yield contents != null;
            }
            case JournalEntry.MessageHandled handled -> {
                Contents contents = queues.get(handled.queue());
                yield contents != null
                        && contents.messages.computeIfPresent(
                                        handled.id(), (id, message) -> message.with(handled.handling()))
                                != null;
            }
            case JournalEntry.MessageRemoved removed -> {
                Contents contents = queues.get(removed.queue());
                yield contents != null && contents.messages.remove(removed.id()) != null;
            }
        };
    }

    private boolean define(StoredQueue queue) {
        Contents known = queues.get(queue.name());
        if (known == null) {
            queues.put(queue.name(), new Contents(queue));
            return true;
        }
        boolean changed = !known.definition.equals(queue);
        known.definition = queue;
        return changed;
    }

    private void read() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                try {
                    apply(JSON.readValue(line, JournalEntry.class));
                } catch (JacksonException broken) {
                    if (reader.readLine() != null) {
                        throw new IOException(
                                "unreadable line before the last: " + broken.getOriginalMessage(), broken);
                    }
                }
            }
        }
    }

    private void rewrite() throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream output = new java.io.BufferedOutputStream(Files.newOutputStream(half))) {
            for (Contents contents : queues.values()) {
                output.write(line(new JournalEntry.QueueDefined(contents.definition)));
                for (StoredMessage message : contents.messages.values()) {
                    output.write(line(new JournalEntry.MessageAdded(contents.definition.name(), message)));
                }
            }
        }
        close();
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        size = Files.size(file);
        rewriteAt = Math.max(SMALLEST_REWRITE, size * GROWTH);
    }

    private static byte[] line(JournalEntry entry) {
        return (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static final class Contents {
        private StoredQueue definition;
        private final Map<String, StoredMessage> messages = new LinkedHashMap<>();

        Contents(StoredQueue definition) {
            this.definition = definition;
        }
    }
}
