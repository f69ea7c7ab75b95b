package com.kaldrix.monitoring.local.supervise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends processes: politely first, then by force. */
public final class Termination {
    private Termination() {}

    /**
     * Ends a process and what it started: SIGTERM, and SIGKILL when the time is up.
     *
     * @return whether it ended by itself in time
     */
    public static boolean end(ProcessHandle process, Duration grace) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroy();
        boolean inTime = await(process, grace);
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> await(member, Duration.ofSeconds(10)));
        return inTime;
    }

    /** Waits for the end of a process; false when the time is up first. */
    public static boolean await(ProcessHandle process, Duration bound) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException timeUp) {
            return !process.isAlive();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
