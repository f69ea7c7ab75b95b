package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of others, where it is installed. */
final class Peer implements Receiver {
    private static final int TRIES = 300;

    static final String PROMETHEUS = "prometheus";
    static final String VICTORIA_METRICS = "victoria-metrics";
    static final String VMAGENT = "vmagent, label added, forwarded";

    private final String name;
    private final List<String> command;
    private final String path;
    private final int port;
    private final Path folder;
    private final @Nullable RecordingTarget target;
    private @Nullable Process process;

    private Peer(
            String name, List<String> command, String path, int port, Path folder, @Nullable RecordingTarget target) {
        this.name = name;
        this.command = command;
        this.path = path;
        this.port = port;
        this.folder = folder;
        this.target = target;
    }

    /** The program of that name: in the folder that KALDRIX_BENCH_PEERS names, or on the PATH. */
    static Optional<Path> find(String program) {
        List<String> folders = new ArrayList<>();
        folders.add(Optional.ofNullable(System.getenv("KALDRIX_BENCH_PEERS")).orElse(""));
        folders.addAll(
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")));
        return folders.stream()
                .filter(one -> !one.isBlank())
                .map(one -> Path.of(one, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Peer prometheus(Path program, Path folder) throws IOException {
        int port = LocalPorts.free();
        Path config =
                Files.writeString(Files.createDirectories(folder).resolve("prometheus.yml"), "scrape_configs: []\n");
        return new Peer(
                PROMETHEUS,
                List.of(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:" + port),
                "/api/v1/write",
                port,
                folder,
                null);
    }

    static Peer victoriaMetrics(Path program, Path folder) throws IOException {
        int port = LocalPorts.free();
        return new Peer(
                VICTORIA_METRICS,
                List.of(
                        program.toString(),
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-storageDataPath=" + folder.resolve("data"),
                        "-retentionPeriod=10y"),
                "/api/v1/write",
                port,
                folder,
                null);
    }

    static Peer vmagent(Path program, Path folder, RecordingTarget target) throws IOException {
        int port = LocalPorts.free();
        return new Peer(
                VMAGENT,
                List.of(
                        program.toString(),
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-remoteWrite.tmpDataPath=" + folder.resolve("data"),
                        "-remoteWrite.label=region=us-east-1",
                        "-remoteWrite.url=" + target.url()),
                "/api/v1/write",
                port,
                folder,
                target);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException(name + " does not come up; its log is " + folder.resolve("log"));
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return process.pid();
    }

    @Override
    public Optional<Long> forwarded() {
        return Optional.ofNullable(target).map(RecordingTarget::samples);
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (target != null) {
            target.close();
        }
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
