package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.bench.OutsideProgram;
import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A program of others, where it is installed. */
final class Peer implements Receiver {
    static final String PROMETHEUS = "prometheus";
    static final String VICTORIA_METRICS = "victoria-metrics";
    static final String VMAGENT = "vmagent, label added, forwarded";

    private final String name;
    private final String path;
    private final int port;
    private final Path folder;
    private final @Nullable RecordingTarget target;
    private final OutsideProgram program;

    private Peer(
            String name, List<String> command, String path, int port, Path folder, @Nullable RecordingTarget target) {
        this.name = name;
        this.path = path;
        this.port = port;
        this.folder = folder;
        this.target = target;
        program = new OutsideProgram(command, port, folder);
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
        program.start();
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
        return program.pid();
    }

    @Override
    public Optional<Long> forwarded() {
        return Optional.ofNullable(target).map(RecordingTarget::samples);
    }

    @Override
    public void close() {
        program.kill();
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
