package com.kaldrix.monitoring.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Something that takes remote write, as a process of its own. Is started once and closed. */
interface Receiver extends AutoCloseable {
    /** What the table calls it. */
    String name();

    /** Starts it with nothing in it and waits until it is ready. */
    void start() throws IOException, InterruptedException;

    /** Where samples go. */
    URI url();

    /** The token that it wants; empty for none. */
    Optional<String> token();

    /** The number of its process. */
    long pid();

    /** How many samples it has passed on; empty when it passes nothing on. */
    default Optional<Long> forwarded() {
        return Optional.empty();
    }

    @Override
    void close();
}
