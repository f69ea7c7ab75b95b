package com.kaldrix.monitoring.compliance.report.archive;

/** A report was made again and came to other bytes than those that are kept. What is kept stays. */
public final class ReportDiffersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param key of the file that differs */
    ReportDiffersException(String key) {
        super("the report was made again, and " + key + " is another one than the one that is kept");
    }
}
