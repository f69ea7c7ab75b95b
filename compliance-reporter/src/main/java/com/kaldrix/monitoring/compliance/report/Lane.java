package com.kaldrix.monitoring.compliance.report;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Hands findings to one reader in a thread of its own, in their order and a few batches behind at most. */
final class Lane {
    private static final int BATCHES = 4;

    private final String name;
    private final ReportFindings.Reader reader;
    private final BlockingQueue<List<ReportFinding>> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    Lane(String name, ReportFindings.Reader reader) {
        this.name = name;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("report-" + name).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** @throws IOException when the reader could not go on */
    void hand(List<ReportFinding> batch) throws IOException {
        check();
        put(batch);
    }

    /**
     * Waits until all that was handed over is read.
     *
     * @throws IOException when the reader could not go on
     */
    void finish() throws IOException {
        put(List.of());
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        check();
    }

    /** Ends it, at any time; when this returns, the reader is no longer used. */
    void stop() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(List<ReportFinding> batch) throws IOException {
        try {
            queue.put(batch);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("the report was broken off", e);
    }

    private void check() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("the report's part '" + name + "' cannot be made: " + cause.getMessage(), cause);
        }
    }

    // After a failure it goes on taking batches, or who hands them over would wait for ever.
    private void work() {
        try {
            for (List<ReportFinding> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                if (failure == null) {
                    read(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(List<ReportFinding> batch) {
        try {
            for (ReportFinding finding : batch) {
                reader.take(finding);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }
}
