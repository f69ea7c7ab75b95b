package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.fleet.Fleet;
import com.kaldrix.monitoring.local.stack.AdminToken;
import com.kaldrix.monitoring.local.stack.AotTraining;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.MetricsPlan;
import com.kaldrix.monitoring.local.stack.Orphans;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.ServicePlan;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import com.kaldrix.monitoring.local.stack.StackException;
import com.kaldrix.monitoring.local.stack.StackPart;
import com.kaldrix.monitoring.local.stack.StackSettings;
import com.kaldrix.monitoring.local.supervise.ServiceLog;
import com.kaldrix.monitoring.local.supervise.Termination;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts the stack in the background and waits until it is ready. */
final class UpCommand {
    static final Set<String> OPTIONS = Set.of("--port-base", "--replicas", "--services", "--state");
    static final Set<String> FLAGS = Set.of("--no-fleet");
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(45);
    private static final long POLL_MILLIS = 100;
    private static final int MOST_REPLICAS = 4;

    private final Path root;
    private final Path state;
    private final StackBuilder builder;

    UpCommand(Path root, Path state, Arguments arguments) {
        this.root = root;
        this.state = state;
        this.builder = KaldrixStack.builder(root).state(state);
        List<ServiceDefinition> services = services(arguments.value("--services"));
        builder.services(services);
        int replicas = arguments.number("--replicas", 1, MOST_REPLICAS, 1);
        if (services.contains(ServiceDefinition.ALERT_PROCESSOR)) {
            builder.replicas(replicas);
        } else if (replicas > 1) {
            throw new UsageException("The option --replicas needs the service alert-processor.");
        }
        int base = arguments.number("--port-base", 1024, 65_535 - Ports.SPAN, 0);
        if (arguments.has("--no-fleet")) {
            builder.metrics(MetricsPlan::withoutFleet);
        }
        builder.ports(base == 0 ? Ports.DEFAULT : Ports.fromBase(base));
    }

    /** The services of {@code --services a,b}; {@code none} is none, and without the option it is all. */
    private static List<ServiceDefinition> services(Optional<String> option) {
        if (option.isEmpty()) {
            return ServiceDefinition.all();
        }
        if (option.get().equals("none")) {
            return List.of();
        }
        return Arrays.stream(option.get().split(","))
                .map(name -> ServiceDefinition.named(name)
                        .orElseThrow(() -> new UsageException("There is no service " + name + "; there are: "
                                + String.join(
                                        ", ",
                                        ServiceDefinition.all().stream()
                                                .map(ServiceDefinition::label)
                                                .toList())
                                + ", or none.")))
                .toList();
    }

    int run() throws IOException, InterruptedException {
        Orphans orphans = Orphans.in(state);
        if (orphans.daemon().isPresent()) {
            return alreadyUp();
        }
        StackSettings settings = builder.settings();
        try (Steps steps = Steps.onTerminal()) {
            steps.doing("looking for leftovers");
            orphans.end(steps::done);
            Leftovers.endPostgres(root, state, steps);
            KaldrixStack.requireFreePorts(settings);
            for (ServicePlan plan : settings.services()) {
                steps.doing("making " + plan.definition().label() + " start faster, once for each build");
                if (AotTraining.train(root, plan.definition(), steps::done)) {
                    steps.done("made the start-up cache of " + plan.definition().label());
                }
            }
            new StackFile(root, state).write(settings);
            AdminToken token = AdminToken.in(state.resolve("token"));
            follow(startDaemon(), steps);
            steps.close();
            addresses(settings);
            if (token.isNew()) {
                System.out.println("  admin token               " + token.value() + "   (kept in " + shown(token.file())
                        + ", shown only now)");
            }
        }
        return 0;
    }

    private int alreadyUp() throws IOException {
        StackSettings settings =
                new StackFile(root, state).read().orElse(builder).settings();
        if (!new Progress(state).lines().contains(Progress.READY)) {
            System.out.println("The stack is being started by another command.");
            return 1;
        }
        System.out.println("The stack is already up.");
        addresses(settings);
        return 0;
    }

    private Process startDaemon() throws IOException {
        Progress progress = new Progress(state);
        progress.clear();
        Path log = Files.createDirectories(state.resolve("logs")).resolve("supervisor.log");
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkaldrix.root=" + root,
                "-cp",
                classPath(log.resolveSibling("../run").normalize()),
                Kaldrix.class.getName(),
                "daemon",
                "--state",
                state.toString()));
        return new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The class path of this command, with its jar copied so that a new build leaves the supervisor alone. */
    private static String classPath(Path run) throws IOException {
        String all = System.getProperty("java.class.path");
        Path jar = Path.of(all.substring(0, (all + File.pathSeparator).indexOf(File.pathSeparator)));
        if (!jar.toString().endsWith("local-stack.jar") || !Files.isRegularFile(jar)) {
            return all;
        }
        Path copy = Files.createDirectories(run).resolve("supervisor.jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy + File.pathSeparator + jar.resolveSibling("lib").resolve("*");
    }

    /** Shows the supervisor's progress until it is ready; ends it when it is not, or when this command is interrupted. */
    private void follow(Process daemon, Steps steps) throws IOException, InterruptedException {
        Thread interrupted = new Thread(() -> Termination.end(daemon.toHandle(), STOP_WITHIN), "end-daemon");
        Runtime.getRuntime().addShutdownHook(interrupted);
        Progress progress = new Progress(state);
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        int seen = 0;
        steps.doing("starting");
        while (System.nanoTime() < deadline) {
            boolean alive = daemon.isAlive();
            List<String> lines = progress.lines();
            for (String line : lines.subList(seen, lines.size())) {
                if (line.startsWith(Progress.STEP)) {
                    steps.done(line.substring(Progress.STEP.length()));
                } else if (line.startsWith(Progress.FAILED)) {
                    throw new StackException(
                            line.substring(Progress.FAILED.length()).replace("\\n", "\n"));
                } else if (line.equals(Progress.READY)) {
                    Runtime.getRuntime().removeShutdownHook(interrupted);
                    return;
                }
            }
            seen = lines.size();
            if (!alive) {
                Path log = state.resolve("logs").resolve("supervisor.log");
                throw new StackException("The supervisor ended before the stack was ready.\n  | "
                        + String.join("\n  | ", ServiceLog.lastLines(log, 15)));
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new StackException("The stack was not ready within " + READY_WITHIN.toMinutes() + " min.");
    }

    private void addresses(StackSettings settings) {
        System.out.println();
        for (StackPart part : KaldrixStack.parts(settings)) {
            String address =
                    switch (part.name()) {
                        case "sinks", "aws" -> "http://127.0.0.1:" + part.port();
                        case "smtp" -> "smtp://127.0.0.1:" + part.port();
                        case "postgres" -> "postgresql://127.0.0.1:" + part.port();
                        default -> "http://127.0.0.1:" + part.port() + "/swagger-ui.html";
                    };
            System.out.printf("  %-27s %s%n", part.name(), address);
        }
        if (settings.hasFleet()) {
            System.out.printf(
                    "  %-27s %s%n",
                    "simulated nodes", "http://127.0.0.1:" + settings.ports().sinks() + Fleet.PATH);
        }
    }

    private String shown(Path file) {
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }
}
