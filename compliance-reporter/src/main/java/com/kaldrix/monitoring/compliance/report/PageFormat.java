package com.kaldrix.monitoring.compliance.report;

import java.io.IOException;
import java.io.OutputStream;

/** A format for people: findings are grouped, with exact counts, and the file of all findings is named. */
public interface PageFormat {
    /** What the file is called. */
    String file();

    /** Writes the whole file; the same bytes for the same report. */
    void write(WholeReport report, OutputStream out) throws IOException;
}
