package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.fault.Replicas;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.supervise.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One replica of alert-processor on a PostgreSQL of its own, whose processor time counts as well. */
final class AlertProcessor implements Receiver {
    private static final ServiceDefinition SERVICE = ServiceDefinition.ALERT_PROCESSOR;
    /** What the kernel counts processor time in, milliseconds for each tick. */
    private static final long TICK = 10;

    private final Path root;
    private final Path state;
    private final Consumer<String> progress;
    private @Nullable KaldrixStack stack;

    AlertProcessor(Path root, Path state, Consumer<String> progress) {
        this.root = root;
        this.state = state;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "alert-processor, PostgreSQL with it";
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Folders.delete(state);
        Ports ports = Ports.free();
        Path rules = Rules.write(state, URI.create("http://127.0.0.1:" + ports.sinks()));
        // Incidents are made one after the other as fast as they are told; that is no storm.
        Path quieting = Files.writeString(state.resolve("kaldrix.yml"), "storms: {incidents: 0}\n");
        stack = KaldrixStack.builder(root)
                .state(state)
                .ports(ports)
                .regions(List.of("us-east-1"))
                .services(List.of(SERVICE))
                .environment(SERVICE, "KALDRIX_CONFIGURATION_FILE", rules.toString())
                .environment(SERVICE, "KALDRIX_CONFIGURATION_RULES", quieting.toString())
                // One message a second is what Slack takes; here it is asked how long one takes.
                .environment(SERVICE, "KALDRIX_DELIVERY_LIMITS_SLACK_INTERVAL", "0s")
                .progress(progress)
                .start();
    }

    KaldrixStack stack() {
        return Objects.requireNonNull(stack, "alert-processor has not been started");
    }

    @Override
    public void killAndRestart() throws InterruptedException {
        Replicas replicas = new Replicas(stack());
        replicas.kill(SERVICE.label());
        replicas.restart(SERVICE.label());
    }

    @Override
    public URI url() {
        return URI.create(stack().url(SERVICE.label()) + "/api/v2");
    }

    @Override
    public Optional<String> token() {
        return Optional.of(stack().token().value());
    }

    @Override
    public Duration cpu() throws IOException {
        long service = stack().service(SERVICE.label()).pid().orElseThrow();
        return ProcessFigures.of(service).orElseThrow().cpu().plus(database());
    }

    /** Of the server and its children, those that have ended with them. */
    private Duration database() throws IOException {
        Path file = state.resolve("postgres").resolve("data").resolve("postmaster.pid");
        long server = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        Duration cpu = ProcessFigures.ofTree(ProcessHandle.of(server).orElseThrow())
                .orElseThrow()
                .cpu();
        String stat = Files.readString(Path.of("/proc", Long.toString(server), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return cpu.plusMillis(TICK * (Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
    }

    @Override
    public Sinks sinks() {
        return stack().sinks();
    }

    @Override
    public void close() throws IOException {
        if (stack != null) {
            stack.close();
        }
        Folders.delete(state);
    }
}
