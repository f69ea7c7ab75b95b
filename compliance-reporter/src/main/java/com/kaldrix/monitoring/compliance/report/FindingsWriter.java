package com.kaldrix.monitoring.compliance.report;

import java.io.Closeable;
import java.io.IOException;

/** A file that is written while the findings go by. Used by one thread. */
public interface FindingsWriter extends ReportFindings.Reader, Closeable {
    /**
     * Writes what comes after the last finding. Called once, after the last {@link #take}.
     *
     * @throws IOException when it cannot be written
     */
    void finish(WholeReport report) throws IOException;
}
