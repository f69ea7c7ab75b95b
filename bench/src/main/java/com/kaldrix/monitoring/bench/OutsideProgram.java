package com.kaldrix.monitoring.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of others as a process that listens on one port of 127.0.0.1; what it prints goes to a file {@code log}. */
public final class OutsideProgram {
    private static final int TRIES = 300;

    private final List<String> command;
    private final int port;
    private final Path folder;
    private @Nullable Process process;

    /** @param folder for its log; made when missing */
    public OutsideProgram(List<String> command, int port, Path folder) {
        this.command = List.copyOf(command);
        this.port = port;
        this.folder = folder;
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @throws IOException when it does not within half a minute
     */
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException(command.getFirst() + " does not come up; its log is " + folder.resolve("log"));
    }

    /**
     * The number of its process.
     *
     * @throws IllegalStateException when it has not been started
     */
    public long pid() {
        return Optional.ofNullable(process)
                .orElseThrow(() -> new IllegalStateException(command.getFirst() + " has not been started"))
                .pid();
    }

    /** Ends it without a chance to tidy up; does nothing when it is not there. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
