package com.kaldrix.monitoring.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One data directory and the server process on it. Not safe for use by several threads; the owner sees to that. */
final class Cluster {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int STATUS_LINE = 7;

    private final Programs programs;
    private final Path data;
    private final Path log;
    private @Nullable Process postmaster;

    Cluster(Programs programs, Path data, Path log) {
        this.programs = programs;
        this.data = data;
        this.log = log;
    }

    boolean isInitialised() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** Makes the data directory; with a password file, whoever connects must know that password. */
    void initialise(@Nullable Path passwordFile) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + data,
                "--username=" + LocalPostgres.USERNAME,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-sync"));
        if (passwordFile == null) {
            arguments.add("--auth=trust");
        } else {
            arguments.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
        }
        programs.run("initdb", arguments);
    }

    /** Starts the server and waits until it takes connections. Whatever a killed predecessor left running is ended first. */
    void start(int port, List<String> settings) {
        clearLeftovers();
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : settings) {
            arguments.add("-c");
            arguments.add(setting);
        }
        try {
            Files.deleteIfExists(log);
            Process started = programs.start("postgres", arguments, log);
            postmaster = started;
            awaitReady(started);
        } catch (IOException failure) {
            throw new PostgresException("cannot start PostgreSQL on " + data, failure);
        }
    }

    boolean isRunning() {
        Process process = postmaster;
        return process != null && process.isAlive();
    }

    /** Ends the server in order: sessions are cut, everything is on disk. */
    void stop() {
        end("INT");
    }

    /** Ends a server whose data nobody needs any more, at once and without a last checkpoint. */
    void abandon() {
        end("QUIT");
    }

    /** Ends the server process without a chance to tidy up, as the kernel does when memory runs out. */
    void kill() {
        Process process = postmaster;
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
    }

    private void end(String signal) {
        Process process = postmaster;
        if (process == null || !process.isAlive()) {
            return;
        }
        programs.run("pg_ctl", List.of("kill", signal, Long.toString(process.pid())));
        if (!awaitEnd(process)) {
            kill();
        }
    }

    /**
     * A predecessor that was killed leaves a pid file behind, and perhaps the server itself. The server writes its pid into
     * that file and works in the data directory, so that nobody else's process is mistaken for it.
     */
    void clearLeftovers() {
        Path pidFile = data.resolve("postmaster.pid");
        List<String> lines = pidFileLines(pidFile);
        if (lines.isEmpty()) {
            endStrays();
            return;
        }
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(this::worksHere)
                .ifPresent(orphan -> {
                    programs.run("pg_ctl", List.of("kill", "INT", Long.toString(orphan.pid())));
                    if (!awaitGone(orphan, LONGEST_STOP)) {
                        orphan.destroyForcibly();
                        awaitGone(orphan, LONGEST_STOP);
                    }
                });
        endStrays();
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException failure) {
            throw new PostgresException("cannot remove the stale " + pidFile, failure);
        }
    }

    /** Server children outlive a killed server for a moment and hold its shared memory, which stops the next start. */
    private void endStrays() {
        ProcessHandle.allProcesses().filter(this::worksHere).forEach(stray -> {
            if (!awaitGone(stray, Duration.ofSeconds(2))) {
                stray.destroyForcibly();
                awaitGone(stray, LONGEST_STOP);
            }
        });
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            if (!Files.exists(Path.of("/proc/self"))) {
                return process.info()
                        .arguments()
                        .map(List::of)
                        .filter(arguments -> arguments.contains(data.toString()))
                        .isPresent();
            }
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(data.toRealPath())
                    && Files.readString(proc.resolve("comm"), StandardCharsets.UTF_8)
                            .startsWith("postgres");
        } catch (IOException | SecurityException gone) {
            return false;
        }
    }

    private void awaitReady(Process process) throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        Path pidFile = data.resolve("postmaster.pid");
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new PostgresException("PostgreSQL on " + data + " ended while starting: "
                        + Files.readString(log, StandardCharsets.UTF_8).strip());
            }
            List<String> lines = pidFileLines(pidFile);
            if (lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(process.pid()))
                    && lines.get(STATUS_LINE).startsWith("ready")) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        process.destroyForcibly();
        throw new PostgresException("PostgreSQL on " + data + " was not ready within " + LONGEST_START);
    }

    private static List<String> pidFileLines(Path pidFile) {
        try {
            return Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (IOException failure) {
            throw new PostgresException("cannot read " + pidFile, failure);
        }
    }

    /** Waits for a process that is no child of ours; the JDK looks after those only every few hundred milliseconds. */
    private boolean awaitGone(ProcessHandle process, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (process.isAlive() && worksHere(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted while PostgreSQL was ending", interruption);
        }
    }
}
