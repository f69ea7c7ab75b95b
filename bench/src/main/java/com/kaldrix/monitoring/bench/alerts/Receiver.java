package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Something that takes alerts as Alertmanager does, API v2, and tells them to a webhook of {@link #sinks()}. Is closed once. */
interface Receiver extends AutoCloseable {
    /** What the table calls it. */
    String name();

    /** Starts it with nothing in it and waits until it is ready. */
    void start() throws IOException, InterruptedException;

    /** Ends it as the kernel would that has run out of memory, and starts it again with what it has kept. */
    void killAndRestart() throws IOException, InterruptedException;

    /** Where API v2 is, without a slash at the end. */
    URI url();

    /** The token that it wants; empty for none. */
    Optional<String> token();

    /** Processor time of all that works for it so far, its database with it. */
    Duration cpu() throws IOException;

    /** Where it tells what it has. */
    Sinks sinks();

    @Override
    void close() throws IOException;
}
