package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.stack.Orphans;
import com.kaldrix.monitoring.local.supervise.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the stack, whatever state it is in. */
final class DownCommand {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(45);

    private final Path root;
    private final Path state;
    private final boolean wipe;

    DownCommand(Path root, Path state, boolean wipe) {
        this.root = root;
        this.state = state;
        this.wipe = wipe;
    }

    int run() throws IOException {
        Orphans orphans = Orphans.in(state);
        AtomicBoolean found = new AtomicBoolean();
        try (Steps steps = Steps.onTerminal()) {
            Optional<ProcessHandle> daemon = orphans.daemon();
            if (daemon.isPresent()) {
                found.set(true);
                steps.doing("stopping");
                boolean inTime = Termination.end(daemon.get(), STOP_WITHIN);
                steps.done(
                        inTime
                                ? "the stack has stopped"
                                : "the supervisor did not stop within " + STOP_WITHIN.toSeconds()
                                        + " s and was killed");
            }
            orphans.end(line -> {
                found.set(true);
                steps.done(line);
            });
            if (Leftovers.postmaster(state).isPresent()) {
                found.set(true);
                Leftovers.endPostgres(root, state, steps);
            }
            Files.deleteIfExists(orphans.daemonFile());
            if (!found.get()) {
                steps.done("the stack was not up");
            }
            if (wipe) {
                Leftovers.wipe(state);
                steps.done("deleted its state");
            }
        }
        return 0;
    }
}
