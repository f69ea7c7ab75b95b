package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.OutsideProgram;
import com.kaldrix.monitoring.bench.Programs;
import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.supervise.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prometheus' Alertmanager alone, as its package starts it. */
final class Alertmanager implements Receiver {
    private final Path folder;
    private final int port = LocalPorts.free();
    private final Sinks sinks;
    private final OutsideProgram program;

    private Alertmanager(Path program, Path folder, Sinks sinks) throws IOException {
        this.folder = folder;
        this.sinks = sinks;
        Path rules = Rules.write(folder, sinks.url());
        this.program = new OutsideProgram(
                List.of(
                        program.toString(),
                        "--config.file=" + rules,
                        "--storage.path=" + folder.resolve("data"),
                        "--cluster.listen-address=",
                        "--log.level=error",
                        "--web.listen-address=127.0.0.1:" + port),
                port,
                folder);
    }

    /** Its program; Debian's has a name of its own. */
    static Optional<Path> program() {
        return Programs.find("alertmanager", "prometheus-alertmanager");
    }

    static Alertmanager in(Path folder, Path program) throws IOException {
        Folders.delete(folder);
        return new Alertmanager(program, folder, Sinks.start(LocalPorts.free(), LocalPorts.free()));
    }

    @Override
    public String name() {
        return "Alertmanager";
    }

    @Override
    public void start() throws IOException, InterruptedException {
        program.start();
    }

    @Override
    public void killAndRestart() throws IOException, InterruptedException {
        program.kill();
        program.start();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/api/v2");
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }

    @Override
    public Duration cpu() {
        return ProcessFigures.of(program.pid()).orElseThrow().cpu();
    }

    @Override
    public Sinks sinks() {
        return sinks;
    }

    @Override
    public void close() throws IOException {
        program.kill();
        sinks.close();
        Folders.delete(folder);
    }
}
