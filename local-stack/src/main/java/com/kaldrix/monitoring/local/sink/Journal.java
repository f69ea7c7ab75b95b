package com.kaldrix.monitoring.local.sink;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The receipts of one sink, in memory up to a bound and in a file of JSON lines when there is one. The file's first line
 * carries what was counted before the lines that follow; it is written anew when the sink is cleared, and when it is
 * opened with more lines than the bound.
 */
final class Journal implements AutoCloseable {
    private final Clock clock;
    private final AtomicLong sequences;
    private final Effect effect;
    private final int bound;
    private final @Nullable Path file;
    private final Deque<Receipt> receipts = new ArrayDeque<>();
    private Counts counts = Counts.NONE;
    private @Nullable BufferedWriter writer;

    private Journal(Clock clock, AtomicLong sequences, Effect effect, int bound, @Nullable Path file) {
        this.clock = clock;
        this.sequences = sequences;
        this.effect = effect;
        this.bound = bound;
        this.file = file;
    }

    /** Opens the journal, with what its file holds from earlier runs. */
    static Journal open(Clock clock, AtomicLong sequences, Effect effect, int bound, @Nullable Path file)
            throws IOException {
        Journal journal = new Journal(clock, sequences, effect, bound, file);
        if (file != null) {
            journal.replay(file);
        }
        return journal;
    }

    /** Records an arrival; an accepted one takes effect, and the receipt says whether it told anything new. */
    synchronized Receipt record(Arrival arrival, Verdict verdict) {
        var now = clock.instant();
        boolean duplicate = verdict instanceof Verdict.Accepted && effect.apply(arrival, now);
        Receipt receipt = new Receipt(sequences.incrementAndGet(), now, arrival, verdict, duplicate);
        append(SinkJson.receipt(receipt));
        keep(receipt);
        return receipt;
    }

    /** Up to {@code limit} receipts after that sequence number, oldest first. */
    synchronized List<Receipt> after(long sequence, int limit) {
        Deque<Receipt> found = new ArrayDeque<>();
        Iterator<Receipt> newestFirst = receipts.descendingIterator();
        while (newestFirst.hasNext()) {
            Receipt receipt = newestFirst.next();
            if (receipt.sequence() <= sequence) {
                break;
            }
            found.addFirst(receipt);
            if (found.size() > limit) {
                found.removeLast();
            }
        }
        return List.copyOf(found);
    }

    /** The newest receipts, oldest of them first. */
    synchronized List<Receipt> last(int limit) {
        List<Receipt> newest = new ArrayList<>(Math.min(limit, receipts.size()));
        Iterator<Receipt> newestFirst = receipts.descendingIterator();
        while (newestFirst.hasNext() && newest.size() < limit) {
            newest.add(newestFirst.next());
        }
        return newest.reversed();
    }

    synchronized Counts counts() {
        return counts;
    }

    synchronized void clear() {
        receipts.clear();
        counts = Counts.NONE;
        effect.clear();
        if (file != null) {
            try {
                rewrite(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot clear " + file, e);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    private void keep(Receipt receipt) {
        counts = counts.plus(receipt);
        receipts.addLast(receipt);
        if (receipts.size() > bound) {
            receipts.removeFirst();
        }
    }

    private void replay(Path path) throws IOException {
        long lines = 0;
        boolean torn = false;
        if (Files.exists(path)) {
            torn = !endsWithNewline(path);
            try (var reader = Files.newBufferedReader(path)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines++;
                    torn |= !replayLine(line);
                }
            }
        }
        if (lines == 0 || lines > bound + 1L || torn) {
            rewrite(path);
        } else {
            writer = Files.newBufferedWriter(path, StandardOpenOption.APPEND);
        }
    }

    private static boolean endsWithNewline(Path path) throws IOException {
        try (var channel = Files.newByteChannel(path)) {
            if (channel.size() == 0) {
                return true;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) == '\n';
        }
    }

    /** Takes a line in; false when it is damaged, as the last one may be after the machine went down. */
    private boolean replayLine(String line) {
        try {
            JsonNode json = SinkJson.MAPPER.readTree(line);
            JsonNode base = json.path("base");
            sequences.accumulateAndGet(
                    base.isObject()
                            ? base.path("sequence").asLong()
                            : json.path("sequence").asLong(),
                    Math::max);
            if (base.isObject()) {
                counts = SinkJson.counts(base);
                return true;
            }
            Receipt receipt = SinkJson.receipt(json);
            if (receipt.accepted()) {
                effect.apply(receipt.arrival(), receipt.time());
            }
            keep(receipt);
            return true;
        } catch (JacksonException | IllegalArgumentException | DateTimeException damaged) {
            return false;
        }
    }

    private void rewrite(Path path) throws IOException {
        close();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Counts before = counts;
        for (Receipt receipt : receipts) {
            before = before.minus(receipt);
        }
        try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
            ObjectNode first = SinkJson.MAPPER.createObjectNode();
            ObjectNode base = SinkJson.counts(before);
            base.put("sequence", sequences.get());
            first.set("base", base);
            out.write(first + "\n");
            for (Receipt receipt : receipts) {
                out.write(SinkJson.receipt(receipt) + "\n");
            }
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private void append(ObjectNode line) {
        if (writer == null) {
            return;
        }
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
