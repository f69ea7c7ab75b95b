package com.kaldrix.monitoring.local.supervise;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that is kept running: started anew with growing waits when it ends without having been told to. Safe for use
 * by several threads.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PROBE = Duration.ofMillis(100);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;
    private static final int HOPELESS = 3;
    private static final List<String> INHERITED = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR");

    /** Where a process stands. */
    public enum State {
        /** Told not to run, or not told to run yet. */
        STOPPED,
        /** Runs; whether it is ready, {@link #isReady()} says. */
        RUNNING,
        /** Ended by itself and waits to be started again. */
        WAITING
    }

    private final ServiceSpec spec;
    private final Backoff backoff;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE_TIMEOUT)
            .build();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Process process;
    private @Nullable Crash lastCrash;
    private State state = State.STOPPED;
    private int crashesInARow;
    private int starts;
    private long generation;

    /** A process that {@link #start()} starts. */
    public ServiceProcess(ServiceSpec spec, Backoff backoff, Clock clock) {
        this.spec = spec;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** How it is started. */
    public ServiceSpec spec() {
        return spec;
    }

    /**
     * Starts it and keeps it running; does nothing when it is kept running already.
     *
     * @throws ServiceFailedException when the program cannot be started at all
     */
    public void start() {
        lock.lock();
        try {
            if (state != State.STOPPED) {
                return;
            }
            crashesInARow = 0;
            lastCrash = null;
            long mine = ++generation;
            Process started = launch();
            Thread.ofVirtual().name("watch-" + spec.name()).start(() -> watch(started, mine));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it is ready.
     *
     * @param bound how long to wait at most
     * @param progress is told what happens meanwhile, such as a crash and a restart
     * @throws ServiceFailedException when it is not ready in time, keeps crashing, or is stopped meanwhile
     */
    public void awaitReady(Duration bound, Consumer<String> progress) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        Crash told = null;
        while (!isReady()) {
            Crash crash = lastCrash().orElse(null);
            if (crash != null && !crash.equals(told)) {
                told = crash;
                progress.accept(spec.name() + " " + crash.reason() + " and is started again");
            }
            lock.lock();
            try {
                if (crash != null && crashesInARow >= HOPELESS) {
                    throw new ServiceFailedException(
                            spec.name() + " " + crash.reason() + ", " + crashesInARow + " times in a row",
                            crash.lastLines());
                }
                if (state == State.STOPPED) {
                    throw new ServiceFailedException(spec.name() + " was stopped before it was ready", List.of());
                }
                if (System.nanoTime() > deadline) {
                    throw new ServiceFailedException(
                            spec.name() + " was not ready within " + bound.toSeconds() + " s", lastLines());
                }
                long nanos = PROBE.toNanos();
                while (nanos > 0 && state != State.STOPPED) {
                    nanos = changed.awaitNanos(nanos);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether it runs and says that it is ready, asked now. */
    public boolean isReady() {
        if (pid().isEmpty()) {
            return false;
        }
        URI readiness = spec.readiness();
        if (readiness == null) {
            return true;
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(readiness).timeout(PROBE_TIMEOUT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends it for good: SIGTERM, and SIGKILL when the time is up.
     *
     * @return the exit code when it ended by itself in time; empty when it had to be killed or did not run
     */
    public Optional<Integer> stop(Duration grace) {
        Process running;
        lock.lock();
        try {
            generation++;
            state = State.STOPPED;
            running = process;
            process = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running == null) {
            return Optional.empty();
        }
        boolean inTime = Termination.end(running.toHandle(), grace);
        forgetIdentity();
        return inTime ? Optional.of(exitCode(running)) : Optional.empty();
    }

    /**
     * Kills it as a crash would (SIGKILL). It is started again after the shortest wait, however often: a kill that was asked for
     * says nothing of whether the process can run.
     */
    public void kill() {
        Process running = current();
        if (running != null) {
            lock.lock();
            try {
                crashesInARow = 0;
            } finally {
                lock.unlock();
            }
            running.destroyForcibly();
            Termination.await(running.toHandle(), Duration.ofSeconds(10));
        }
    }

    /** Where it stands. */
    public State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** How often it was started, restarts included. */
    public int starts() {
        lock.lock();
        try {
            return starts;
        } finally {
            lock.unlock();
        }
    }

    /** The last time that it ended without having been told to, since it was last told to start. */
    public Optional<Crash> lastCrash() {
        lock.lock();
        try {
            return Optional.ofNullable(lastCrash);
        } finally {
            lock.unlock();
        }
    }

    /** The number of the running process; empty when none runs. */
    public Optional<Long> pid() {
        return Optional.ofNullable(current()).filter(Process::isAlive).map(Process::pid);
    }

    /** What the running process costs; empty when none runs. */
    public Optional<ProcessFigures> figures() {
        return pid().flatMap(ProcessFigures::of);
    }

    /** The end of its log. */
    public List<String> lastLines() {
        return ServiceLog.lastLines(spec.files().log(), LAST_LINES);
    }

    /** Stops it within 30 s. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(30));
        http.close();
    }

    private static int exitCode(Process ended) {
        boolean interrupted = false;
        while (true) {
            try {
                int code = ended.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return code;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
    }

    private @Nullable Process current() {
        lock.lock();
        try {
            return process;
        } finally {
            lock.unlock();
        }
    }

    private Process launch() {
        ProcessBuilder builder =
                new ProcessBuilder(spec.command()).directory(spec.directory().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(spec.environment());
        try {
            ServiceLog.prepare(spec.files().log());
            Process started = builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(spec.files().log().toFile()))
                    .start();
            process = started;
            state = State.RUNNING;
            starts++;
            changed.signalAll();
            Optional<ProcessIdentity> identity = ProcessIdentity.of(started.toHandle());
            if (identity.isPresent()) {
                identity.get().write(spec.files().pid());
            }
            return started;
        } catch (IOException e) {
            throw new ServiceFailedException(spec.name() + " cannot be started: " + e.getMessage(), List.of());
        }
    }

    /** Follows the processes of one {@link #start()} until it is told otherwise. */
    private void watch(Process first, long mine) {
        Process watched = first;
        while (true) {
            Instant from = clock.instant();
            int exitCode;
            try {
                exitCode = watched.waitFor();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
            lock.lock();
            try {
                if (generation != mine) {
                    return;
                }
                Instant now = clock.instant();
                boolean calm = Duration.between(from, now).compareTo(backoff.calm()) >= 0;
                crashesInARow = calm ? 1 : crashesInARow + 1;
                lastCrash = new Crash(exitCode, now, lastLines());
                process = null;
                state = State.WAITING;
                forgetIdentity();
                changed.signalAll();
                long wait = backoff.after(crashesInARow).toNanos();
                while (wait > 0 && generation == mine) {
                    wait = changed.awaitNanos(wait);
                }
                if (generation != mine) {
                    return;
                }
                watched = launch();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } catch (ServiceFailedException gone) {
                state = State.STOPPED;
                changed.signalAll();
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    private void forgetIdentity() {
        try {
            Files.deleteIfExists(spec.files().pid());
        } catch (IOException stale) {
            // A stale identity is harmless: it is checked against the start time before it is used.
        }
    }
}
