package com.kaldrix.monitoring.metrics.ingest.remotewrite;

/**
 * The symbols of a request of version 2.0 in their order, and the series that were written with them. Where a request has the
 * same symbols in the same order, the same references mean the same labels, and their bytes can be compared as they are.
 *
 * @param symbols of the request
 * @param series the first run of its series
 */
record KnownTable(Symbol[] symbols, Run<SymbolRefs> series) {
    /** Whether a request has these symbols and no others, in this order. */
    boolean isOf(RunFollower<Symbol> request) {
        if (request.count() != symbols.length) {
            return false;
        }
        for (int i = 0; i < symbols.length; i++) {
            if (request.came(i) != symbols[i]) {
                return false;
            }
        }
        return true;
    }
}
