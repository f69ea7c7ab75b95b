package com.kaldrix.monitoring.compliance.report;

import java.util.List;

/**
 * A report whose files are written.
 *
 * @param whole what it says
 * @param files sorted by name
 */
public record PrintedReport(WholeReport whole, List<PrintedFile> files) {
    public PrintedReport {
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param size in bytes
     * @param sha256 64 hexadecimal digits
     */
    public record PrintedFile(String name, long size, String sha256) {}
}
