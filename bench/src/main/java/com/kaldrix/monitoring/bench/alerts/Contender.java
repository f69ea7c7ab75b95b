package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.supervise.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A program with Alertmanager's flags and doors: ours, or Alertmanager itself. */
final class Contender implements AutoCloseable {
    private static final int TRIES = 1200;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String name;
    private final List<String> program;
    private final Path folder;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;

    Contender(String name, List<String> program, Path folder, int port) throws IOException {
        this.name = name;
        this.program = List.copyOf(program);
        this.folder = folder;
        this.port = port;
        Folders.delete(folder);
        Files.createDirectories(folder);
    }

    String name() {
        return name;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts it with a configuration, on what it has stored so far; how long it took until it was ready. */
    Duration start(String configuration) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Files.writeString(folder.resolve("alertmanager.yml"), configuration);
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "--config.file=alertmanager.yml",
                "--storage.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        for (int i = 0; i < TRIES; i++) {
            if (ready()) {
                return Duration.ofNanos(System.nanoTime() - begin);
            }
            Thread.sleep(PAUSE);
        }
        throw new IOException(name + " is not ready after a minute; see " + folder.resolve("log"));
    }

    private boolean ready() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(url("/-/ready")).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Processor time so far, its database's included. */
    Duration cpu() throws IOException {
        Duration own = Optional.ofNullable(process)
                .flatMap(running -> ProcessFigures.ofTree(running.toHandle()))
                .map(ProcessFigures::cpu)
                .orElse(Duration.ZERO);
        Path server = folder.resolve("data/postgresql/data/postmaster.pid");
        if (!Files.exists(server)) {
            return own;
        }
        long pid = Long.parseLong(Files.readAllLines(server).getFirst().strip());
        return own.plus(ProcessHandle.of(pid)
                .flatMap(ProcessFigures::ofTree)
                .map(ProcessFigures::cpu)
                .orElse(Duration.ZERO));
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        http.close();
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }
}
