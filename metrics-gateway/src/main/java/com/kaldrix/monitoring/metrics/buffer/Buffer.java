package com.kaldrix.monitoring.metrics.buffer;

/** The disk buffer, as its readers see it. Safe for several threads. */
public interface Buffer {
    /**
     * Opens the reader of that name at its cursor; a name that is new begins at the oldest block that is still there.
     *
     * @param name letters, digits, {@code -}, {@code _} and {@code .}; also the name of a file
     */
    BufferReader reader(String name);

    /** Up to where everything is safe; readers show nothing beyond it. */
    Position end();
}
