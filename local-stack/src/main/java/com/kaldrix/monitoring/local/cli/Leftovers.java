package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a stack leaves behind: a database server when its supervisor was killed, and its state. */
final class Leftovers {
    /** What a stack keeps, in contrast to what the build keeps in the same folder. */
    private static final List<String> STATE =
            List.of("archive", "aws", "clock", "logs", "postgres", "run", "services", "sinks", "stack.json", "token");

    private Leftovers() {}

    /** Ends a database server that outlived its supervisor, in order, so that it need not recover later. */
    static void endPostgres(Path root, Path state, Steps steps) throws IOException {
        if (postmaster(state).isPresent() && Orphans.in(state).daemon().isEmpty()) {
            LocalPostgres.start(
                            state.resolve("postgres"), root.resolve(".kaldrix").resolve("cache"), 0)
                    .close();
            steps.done("ended PostgreSQL, left over from an earlier run");
        }
    }

    /** The database server's process, if it is alive. */
    static Optional<ProcessHandle> postmaster(Path state) throws IOException {
        return firstNumber(state.resolve("postgres").resolve("data").resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("postgres").endsWith("postgres"));
    }

    private static Optional<Long> firstNumber(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .findFirst()
                .filter(line -> line.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    /** Deletes the state of a stack that is down. */
    static void wipe(Path state) throws IOException {
        for (String name : STATE) {
            Folders.delete(state.resolve(name));
        }
    }
}
