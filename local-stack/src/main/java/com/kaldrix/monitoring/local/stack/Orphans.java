package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.supervise.ProcessIdentity;
import com.kaldrix.monitoring.local.supervise.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The processes of a state folder, among them those that outlived a supervisor that was killed. */
public final class Orphans {
    private static final String DAEMON = "daemon.pid";
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final Path run;

    private Orphans(Path run) {
        this.run = run;
    }

    /** Those of that state folder. */
    public static Orphans in(Path state) {
        return new Orphans(state.resolve("run"));
    }

    /** Where the supervisor keeps its identity. */
    public Path daemonFile() {
        return run.resolve(DAEMON);
    }

    /** The supervisor, if it is alive. */
    public Optional<ProcessHandle> daemon() {
        return ProcessIdentity.read(daemonFile()).flatMap(ProcessIdentity::alive);
    }

    /** Ends the services that are still running without a supervisor, politely first. */
    public void end(Consumer<String> progress) throws IOException {
        if (!Files.isDirectory(run)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(run)) {
            files = found.filter(file -> file.toString().endsWith(".pid"))
                    .filter(file -> !file.endsWith(DAEMON))
                    .toList();
        }
        for (Path file : files) {
            Optional<ProcessHandle> orphan = ProcessIdentity.read(file).flatMap(ProcessIdentity::alive);
            if (orphan.isPresent()) {
                Termination.end(orphan.get(), GRACE);
                String name = String.valueOf(file.getFileName()).replaceFirst("\\.pid$", "");
                progress.accept("ended " + name + " (pid " + orphan.get().pid() + "), left over from an earlier run");
            }
            Files.deleteIfExists(file);
        }
    }
}
