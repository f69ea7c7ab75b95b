package com.kaldrix.monitoring.common.yaml;

/**
 * One thing that is wrong with the configuration. Never holds a secret.
 *
 * @param file which file, or where else it comes from
 * @param line from 1; 0 when there is no such place
 * @param column from 1, counted in characters; 0 when there is no such place
 * @param path where in the file, such as {@code route.routes[0].receiver}; empty for the file as a whole
 * @param reason what is wrong and, where known, what would be right
 */
public record Problem(String file, int line, int column, String path, String reason) {
    /** Of the file as a whole. */
    public static Problem of(String file, String path, String reason) {
        return new Problem(file, 0, 0, path, reason);
    }

    /** In the form that editors and terminals turn into a link: {@code file:line:column: path: reason}. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
    }
}
