package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Source;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A sender, and what is known of the series that it writes. Safe for several threads. */
final class WriteSource {
    /** A generation of a sender that writes many series; twice as many can be known. */
    private static final int MOST_SERIES = 1_000_000;

    /** So many requests are known by their symbols at least, and one more for so many symbols. */
    private static final int FEWEST_TABLES = 64;

    private static final int SYMBOLS_PER_TABLE = 500;
    private static final int MOST_FAMILIES = 100_000;

    private final Source source;
    private final Generations<LabelBytes> byBytes = new Generations<>(MOST_SERIES);
    private final Generations<SymbolRefs> byRefs = new Generations<>(MOST_SERIES);
    private final Generations<Symbol> symbols = new Generations<>(MOST_SERIES);
    private final Map<Symbol, KnownTable> tables = new ConcurrentHashMap<>();
    private final AtomicInteger nextSymbol = new AtomicInteger();
    private final Map<String, Long> families = new ConcurrentHashMap<>();
    private volatile long metadataRound;
    private volatile int epoch;

    WriteSource(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    Generations<LabelBytes> byBytes() {
        return byBytes;
    }

    Generations<SymbolRefs> byRefs() {
        return byRefs;
    }

    /** A text with the number that it has for as long as it is in use. */
    Symbol symbol(Symbol.Probe probe) {
        Symbol known = symbols.find(probe);
        return known != null ? known : symbols.add(probe.toEntry(nextSymbol.getAndIncrement()));
    }

    /** What is known of requests whose symbols end with this one; null for nothing. */
    @Nullable
    KnownTable table(Symbol last) {
        return tables.get(last);
    }

    /** Remembers the symbols and series of a request. A sender whose requests are never the same has them forgotten again. */
    void remember(Symbol last, KnownTable table) {
        if (tables.size() > Math.max(FEWEST_TABLES, symbols.size() / SYMBOLS_PER_TABLE)) {
            tables.clear();
        }
        tables.put(last, table);
    }

    /** A number that changes when everything that is known of metrics is to be said anew. */
    long metadataRound() {
        return metadataRound;
    }

    /** What was last said of metrics may not have been kept, or was said long ago: it is to be said anew. */
    void sayMetadataAgain() {
        metadataRound++;
        families.clear();
    }

    /** Whether something new is said of the metrics of a name; it is remembered. */
    boolean news(String family, long said) {
        if (families.size() >= MOST_FAMILIES) {
            families.clear();
        }
        Long before = families.put(family, said);
        return before == null || before != said;
    }

    /** The rules of admission are those of this epoch: what is known from another one is forgotten. */
    void epoch(int current) {
        if (epoch != current) {
            epoch = current;
            byBytes.clear();
            byRefs.clear();
            tables.clear();
        }
    }

    /** What was not used since the last time is forgotten. */
    void turn() {
        byBytes.turn();
        byRefs.turn();
        symbols.turn();
        tables.clear();
    }
}
