package com.kaldrix.monitoring.local.stack;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was started, the last first; what is started while or after it closes is closed at once. */
final class Teardown implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes something that was started.
     *
     * @throws StackException when the stack has been closed meanwhile; what was given is closed then
     */
    <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        StackException stopped = new StackException("the stack was stopped while it was being started");
        close(part, stopped);
        throw stopped;
    }

    /** Closes everything, even when some of it fails to close. */
    @Override
    public void close() {
        RuntimeException failed = null;
        while (true) {
            AutoCloseable next;
            synchronized (this) {
                closed = true;
                next = started.poll();
            }
            if (next == null) {
                break;
            }
            StackException problem = new StackException("a part of the stack did not close");
            if (!close(next, problem) && failed == null) {
                failed = problem;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static boolean close(AutoCloseable part, StackException problem) {
        try {
            part.close();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            problem.addSuppressed(interrupted);
            return false;
        } catch (Exception e) {
            problem.addSuppressed(e);
            return false;
        }
    }
}
