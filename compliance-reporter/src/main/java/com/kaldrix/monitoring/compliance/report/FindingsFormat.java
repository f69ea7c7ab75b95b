package com.kaldrix.monitoring.compliance.report;

import java.io.IOException;
import java.io.OutputStream;

/** A format that holds every finding. */
public interface FindingsFormat {
    /** What the file is called. */
    String file();

    /**
     * Begins a file.
     *
     * @param data what the report says beside the findings
     * @param out where to; closed with the writer
     */
    FindingsWriter open(ReportData data, OutputStream out) throws IOException;
}
