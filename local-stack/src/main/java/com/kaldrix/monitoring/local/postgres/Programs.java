package com.kaldrix.monitoring.local.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the programs of PostgreSQL. They refuse to work for root, so that as root they run in a user namespace of their own,
 * in which root has no name: files stay root's, and no other account is needed.
 */
final class Programs {
    private static final long LONGEST_RUN_SECONDS = 120;
    private static @Nullable List<String> wrapper;

    private final PostgresBinaries binaries;

    Programs(PostgresBinaries binaries) {
        this.binaries = binaries;
    }

    PostgresBinaries binaries() {
        return binaries;
    }

    /** Runs a program to its end; fails with what it printed unless it ends with 0. */
    void run(String program, List<String> arguments) {
        Path output = null;
        try {
            output = Files.createTempFile("kaldrix-" + program, ".out");
            Process process = start(program, arguments, output);
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new PostgresException(program + " did not end within " + LONGEST_RUN_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new PostgresException(program + " ended with " + process.exitValue() + ": "
                        + Files.readString(output, StandardCharsets.UTF_8).strip());
            }
        } catch (IOException failure) {
            throw new PostgresException("cannot run " + program, failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted while running " + program, interruption);
        } finally {
            deleteQuietly(output);
        }
    }

    /** Starts a program as a child of this process; what it prints is appended to a file. */
    Process start(String program, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>(wrapper());
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder.start();
    }

    private static synchronized List<String> wrapper() throws IOException {
        List<String> known = wrapper;
        if (known == null) {
            known = isRoot() ? namespaceWrapper() : List.of();
            wrapper = known;
        }
        return known;
    }

    /** Asks whose this process is: the link itself is always root's. */
    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
    }

    private static List<String> namespaceWrapper() throws IOException {
        Process probe = new ProcessBuilder("unshare", "--user", "id", "-u")
                .redirectErrorStream(true)
                .start();
        try {
            String uid = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (probe.waitFor() == 0 && !"0".equals(uid)) {
                return List.of("unshare", "--user");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted while asking for a user namespace", interruption);
        }
        throw new PostgresException("PostgreSQL refuses to run as root, and this machine grants no user namespace "
                + "(unshare --user); start as an ordinary user");
    }

    private static void deleteQuietly(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
