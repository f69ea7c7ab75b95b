package com.kaldrix.monitoring.common.process;

import sun.misc.Signal;

/**
 * Ends the process with exit code 0 when it is told to end (SIGTERM) and has done so in order. Left to itself the JVM runs
 * the same shutdown hooks and then says 143, which supervisors and pipelines take for a failure.
 */
public final class OrderlyExit {
    private OrderlyExit() {}

    /** Holds from now on; called once, before anything is started. */
    public static void onTermination() {
        try {
            Signal.handle(new Signal("TERM"), signal -> System.exit(0));
        } catch (IllegalArgumentException reserved) {
            // The JVM was told to leave signals alone (-Xrs), or there are none: then it ends as it always does.
        }
    }
}
