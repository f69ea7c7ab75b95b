package com.kaldrix.monitoring.metrics.restore;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Tells a person at the terminal how it goes, a line at a time. */
final class Progress {
    private static final long BETWEEN_LINES = Duration.ofSeconds(5).toNanos();
    private static final int REFUSALS_SHOWN = 5;

    private final PrintWriter out;
    private long sent;
    private long refused;
    private int refusals;
    private long lastLine = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void hour(Instant start, int objects) {
        line(start + ": " + objects + (objects == 1 ? " object" : " objects"));
    }

    void sent(int samples) {
        sent += samples;
        long now = System.nanoTime();
        if (now - lastLine >= BETWEEN_LINES) {
            lastLine = now;
            line("  " + sent + " samples sent" + (refused > 0 ? ", " + refused + " of them refused" : ""));
        }
    }

    void refused(Target.Outcome.Refused outcome) {
        refused += outcome.samples();
        refusals++;
        if (refusals <= REFUSALS_SHOWN) {
            line("  refused with status " + outcome.status() + ", " + outcome.samples() + " samples: "
                    + outcome.text());
        } else if (refusals == REFUSALS_SHOWN + 1) {
            line("  further refusals are counted and not shown");
        }
    }

    void waiting(String trouble, Duration wait) {
        line("  the target does not take it (" + trouble + "), trying again in " + wait.toMillis() + " ms");
    }

    long sent() {
        return sent;
    }

    long refused() {
        return refused;
    }
}
