package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import org.jspecify.annotations.Nullable;

/** The symbols of a request of version 2.0. For one thread. */
final class SymbolTable {
    private final Symbol.Probe probe = new Symbol.Probe();
    private final RunFollower<Symbol> symbols = new RunFollower<>(Symbol[]::new);
    private byte[] bytes = new byte[0];

    void begin(byte[] message) {
        bytes = message;
        symbols.begin(null);
    }

    void add(int start, int count, WriteSource source) {
        if (symbols.foretells(bytes, start, start + count) && symbols.length() == count) {
            symbols.went(start);
        } else {
            symbols.came(source.symbol(probe.of(bytes, start, count)), start, count);
        }
    }

    /** All symbols have come; what is known of a request with exactly these, null for nothing. */
    @Nullable
    KnownTable complete(WriteSource source) {
        symbols.end(bytes);
        int count = symbols.count();
        @Nullable KnownTable known = count == 0 ? null : source.table(symbols.came(count - 1));
        return known != null && known.isOf(symbols) ? known : null;
    }

    /** Remembers the series that were written with these symbols. */
    void remember(Run<SymbolRefs> series, WriteSource source) {
        int count = symbols.count();
        Symbol[] all = new Symbol[count];
        for (int i = 0; i < count; i++) {
            all[i] = symbols.came(i);
        }
        if (count > 0) {
            source.remember(all[count - 1], new KnownTable(all, series));
        }
    }

    /** Whether the first text is the empty one, as the specification demands. */
    boolean beginsEmpty() {
        return symbols.count() > 0 && symbols.came(0).length() == 0;
    }

    /** Whether a reference points to a text. */
    boolean has(long reference) {
        return reference >= 0 && reference < symbols.count();
    }

    /** The number that the text has for the sender. */
    int id(int reference) {
        return symbols.came(reference).id();
    }

    /** Whether the references that stand there are those of that series. */
    boolean are(SymbolRefs refs, int start, int end) {
        int[] wanted = refs.ids();
        int at = start;
        int count = 0;
        while (at < end) {
            int reference = bytes[at++];
            if (reference < 0) {
                // Two bytes are enough for 16,384 texts; who has more is read the slow way.
                if (at >= end || bytes[at] < 0) {
                    return false;
                }
                reference = reference & 0x7f | bytes[at++] << 7;
            }
            if (!has(reference) || count == wanted.length || id(reference) != wanted[count++]) {
                return false;
            }
        }
        return count == wanted.length;
    }

    /** The text itself. */
    String text(int reference) {
        return symbols.came(reference).toString();
    }
}
