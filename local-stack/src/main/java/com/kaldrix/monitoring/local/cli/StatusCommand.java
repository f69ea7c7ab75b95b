package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Orphans;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import com.kaldrix.monitoring.local.stack.StackPart;
import com.kaldrix.monitoring.local.supervise.ProcessFigures;
import com.kaldrix.monitoring.local.supervise.ProcessIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Shows how each part of the stack fares. */
final class StatusCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String ROW = "%-27s %-10s %8s %6s %10s %9s %9s";

    private final Path root;
    private final Path state;
    private final Clock clock;

    StatusCommand(Path root, Path state, Clock clock) {
        this.root = root;
        this.state = state;
        this.clock = clock;
    }

    /** 0 only when every part is ready. */
    int run() throws IOException, InterruptedException {
        Optional<StackBuilder> builder = new StackFile(root, state).read();
        boolean supervised = Orphans.in(state).daemon().isPresent();
        if (builder.isEmpty() || (!supervised && nothingRuns(builder.get()))) {
            System.out.println("The stack is down; ./kaldrix up starts it.");
            return 1;
        }
        boolean allReady = supervised;
        System.out.println(String.format(ROW, "PART", "STATE", "PID", "PORT", "UPTIME", "RSS", "CPU")
                .stripTrailing());
        for (StackPart part : KaldrixStack.parts(builder.get().settings())) {
            Optional<ProcessHandle> process = process(part);
            boolean ready = process.isPresent() && answers(part.probe());
            allReady &= ready;
            System.out.println(row(part, process, ready));
        }
        if (!supervised) {
            System.out.println("The supervisor is gone; ./kaldrix up starts the stack anew with the same state.");
        }
        return allReady ? 0 : 1;
    }

    private boolean nothingRuns(StackBuilder builder) throws IOException {
        for (StackPart part : KaldrixStack.parts(builder.settings())) {
            if (process(part).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private Optional<ProcessHandle> process(StackPart part) throws IOException {
        return part.name().equals("postgres")
                ? Leftovers.postmaster(state)
                : ProcessIdentity.read(part.pidFile()).flatMap(ProcessIdentity::alive);
    }

    private String row(StackPart part, Optional<ProcessHandle> process, boolean ready) {
        String state = ready ? "ready" : process.isPresent() ? "not ready" : "down";
        String pid = process.map(one -> Long.toString(one.pid())).orElse("-");
        String uptime = process.flatMap(one -> one.info().startInstant())
                .map(start -> duration(Duration.between(start, clock.instant())))
                .orElse("-");
        // The supervisor's children have rows of their own; only PostgreSQL is a family.
        Optional<ProcessFigures> figures = part.name().equals("postgres")
                ? process.flatMap(ProcessFigures::ofTree)
                : process.flatMap(one -> ProcessFigures.of(one.pid()));
        String memory = figures.filter(one -> one.residentBytes().isPresent())
                .map(one -> one.residentBytes().getAsLong() / (1024 * 1024) + " MB")
                .orElse("-");
        String cpu = figures.map(
                        one -> String.format(Locale.ROOT, "%.1f s", one.cpu().toMillis() / 1000.0))
                .orElse("-");
        return String.format(ROW, part.name(), state, pid, part.port(), uptime, memory, cpu);
    }

    private static String duration(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + "m " + time.toSecondsPart() + "s"
                : Math.max(0, time.toSeconds()) + "s";
    }

    private static boolean answers(URI probe) throws InterruptedException {
        if (probe.getScheme().equals("tcp")) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(probe.getHost(), probe.getPort()), (int) PATIENCE.toMillis());
                return true;
            } catch (IOException refused) {
                return false;
            }
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(probe).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException noAnswer) {
            return false;
        }
    }
}
