package com.kaldrix.monitoring.local.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows progress: a line for each step with the seconds since the start, and a spinner when a person is watching. */
final class Steps implements AutoCloseable {
    private static final String FRAMES = "|/-\\";
    private static final long FRAME_MILLIS = 120;

    private final PrintStream out;
    private final long from = System.nanoTime();
    private final @Nullable Thread spinner;
    private String doing = "";
    private boolean closed;

    Steps(PrintStream out, boolean watched) {
        this.out = out;
        spinner = watched ? Thread.ofVirtual().start(this::spin) : null;
    }

    /** Progress on standard output, with a spinner when that is a terminal. */
    static Steps onTerminal() {
        var console = System.console();
        return new Steps(System.out, console != null && console.isTerminal());
    }

    /** Says what is being done. */
    synchronized void doing(String what) {
        doing = what;
    }

    /** Says what has been done. */
    synchronized void done(String what) {
        wipe();
        out.println(String.format(Locale.ROOT, "[%6.1f s] %s", seconds(), what));
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            wipe();
        }
        if (spinner != null) {
            spinner.interrupt();
        }
    }

    private double seconds() {
        return (System.nanoTime() - from) / 1e9;
    }

    private void wipe() {
        if (spinner != null) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private void spin() {
        try {
            for (int frame = 0; ; frame++) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    if (!doing.isEmpty()) {
                        out.print("\r\033[K" + FRAMES.charAt(frame % FRAMES.length())
                                + String.format(Locale.ROOT, " %6.1f s  %s", seconds(), doing));
                        out.flush();
                    }
                }
                Thread.sleep(FRAME_MILLIS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
