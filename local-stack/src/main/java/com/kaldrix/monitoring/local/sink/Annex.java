package com.kaldrix.monitoring.local.sink;

/** Something else that is served on the port of the sinks, below a path of its own. */
@FunctionalInterface
public interface Annex {
    /**
     * Answers a request. May take its time, and may be called by several threads.
     *
     * @param method such as {@code GET}
     * @param path without the annex's own, starting with a slash, or empty
     * @param body as text
     */
    Answer answer(String method, String path, String body);

    /**
     * An answer.
     *
     * @param drop whether the connection is cut instead
     */
    record Answer(int status, String contentType, String text, boolean drop) {
        /** An answer in JSON. */
        public static Answer json(int status, String text) {
            return new Answer(status, "application/json", text, false);
        }

        /** The connection is cut. */
        public static Answer dropped() {
            return new Answer(0, "", "", true);
        }
    }
}
