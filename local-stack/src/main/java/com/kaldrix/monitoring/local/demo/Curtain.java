package com.kaldrix.monitoring.local.demo;

/** Knows whether the story was interrupted, and says so. */
final class Curtain {
    private final Thread hook = new Thread(this::interrupt, "demo-interrupted");
    private volatile String scene = "while the stack was being started";
    private volatile boolean interrupted;

    /** To be run when the JVM ends. */
    Thread hook() {
        return hook;
    }

    /** Says where the story stands. */
    void scene(String now) {
        scene = now;
    }

    /** Whether the audience has left. */
    boolean interrupted() {
        return interrupted;
    }

    /** The story is over; nothing can interrupt it any more. */
    void falls() {
        if (!interrupted) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void interrupt() {
        interrupted = true;
        System.err.println("\nInterrupted " + scene + "; stopping the stack.");
    }
}
