package com.kaldrix.monitoring.compliance.report;

import java.io.IOException;
import java.io.OutputStream;

/** Where a report's files go. */
@FunctionalInterface
public interface ReportFolder {
    /**
     * Begins a file, in place of the one that is there, if there is one.
     *
     * @param name without folders
     * @return closed by the caller; may be written by a thread of its own, while others write other files
     */
    OutputStream create(String name) throws IOException;
}
