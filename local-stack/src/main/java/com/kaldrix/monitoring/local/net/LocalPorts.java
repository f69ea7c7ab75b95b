package com.kaldrix.monitoring.local.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Finds ports of 127.0.0.1 that stay free while nobody listens, and takes one again that was given up a moment ago.
 *
 * <p>The port that a system offers when asked for any is one of those it also gives to outgoing connections: whoever closes
 * it and opens it again may find it taken. Those found here lie below them (Linux begins at 32,768, others at 49,152).
 */
public final class LocalPorts {
    private static final int LEAST = 12_000;
    private static final int BOUND = 32_000;
    private static final int ATTEMPTS = 500;
    private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private LocalPorts() {}

    /**
     * A port that nobody listens on now.
     *
     * @throws IllegalStateException when none is found
     */
    public static int free() {
        return firstOfFree(1);
    }

    /**
     * The first of several ports in a row that nobody listens on now.
     *
     * @throws IllegalStateException when none are found
     */
    public static int firstOfFree(int count) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(LEAST, BOUND - count);
            if (IntStream.range(first, first + count).allMatch(LocalPorts::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row were found");
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Opens a server on a port that was its own before, and waits up to ten seconds for whoever still holds it.
     *
     * @throws IOException when it stays taken, or the server cannot be opened for another reason
     */
    public static <T> T reopen(Opening<T> opening) throws IOException {
        long deadline = System.nanoTime() + GIVEN_UP_WITHIN.toNanos();
        while (true) {
            try {
                return opening.open();
            } catch (BindException taken) {
                if (System.nanoTime() >= deadline || !paused()) {
                    throw taken;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Binds and starts a server. */
    @FunctionalInterface
    public interface Opening<T> {
        /** Returns the server, which listens. */
        T open() throws IOException;
    }
}
