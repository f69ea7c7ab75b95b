package com.kaldrix.monitoring.common.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Ends the process with exit code 0 when it is told to end (SIGTERM) and has done so in order. Left to itself the JVM runs
 * the same shutdown hooks and then says 143, which supervisors and pipelines take for a failure.
 */
public final class OrderlyExit {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TERMINATED = 143;

    private static volatile boolean starting;

    private OrderlyExit() {}

    /** Holds from now on; called once, before anything is started. */
    public static void onTermination() {
        onTermination(PATIENCE);
    }

    /**
     * As {@link #onTermination()}, and starts the service. An orderly end has to wait for a start to be over, which may wait
     * for a database in turn; as there is nothing to put in order by then, it ends after some seconds all the same.
     */
    public static void around(Runnable start) {
        around(start, PATIENCE);
    }

    static void around(Runnable start, Duration patience) {
        starting = true;
        onTermination(patience);
        start.run();
        starting = false;
    }

    private static void onTermination(Duration patience) {
        try {
            Signal.handle(new Signal("TERM"), signal -> {
                if (starting) {
                    Thread.ofPlatform().daemon().name("impatience").start(() -> endAfter(patience));
                }
                System.exit(0);
            });
        } catch (IllegalArgumentException reserved) {
            // The JVM was told to leave signals alone (-Xrs), or there are none: then it ends as it always does.
        }
    }

    private static void endAfter(Duration patience) {
        try {
            new CountDownLatch(1).await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(TERMINATED);
    }
}
