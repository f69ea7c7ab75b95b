package com.kaldrix.monitoring.bench;

import java.io.IOException;

/** One thing that {@code ./kaldrix bench} does. */
@FunctionalInterface
public interface Benchmark {
    /**
     * Runs it: progress to the workshop's progress, the result as a table to its output.
     *
     * @return whether all is as it must be; a benchmark that only measures is always content
     */
    boolean run(Workshop workshop) throws IOException, InterruptedException;
}
