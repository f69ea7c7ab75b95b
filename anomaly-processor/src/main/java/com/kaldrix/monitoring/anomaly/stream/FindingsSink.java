package com.kaldrix.monitoring.anomaly.stream;

import java.time.Instant;

/** Makes of what is found what is to be kept and told. */
@FunctionalInterface
public interface FindingsSink {
    /** Begins to take what is found in entries that are taken in together, within the caller's transaction. */
    Writing begin(Instant now);

    /** Takes what is found; writes it when it is closed. */
    interface Writing extends Findings, AutoCloseable {
        @Override
        void close();
    }
}
