package com.kaldrix.monitoring.compliance.report;

import java.io.IOException;

/** Where the findings of a report come from. There may be a million, so nobody holds them all. */
public interface ReportFindings {
    /**
     * Hands out every finding once, in the order of the keys, all of the same moment: the data cut-off.
     *
     * @throws IOException when they cannot be read, or the reader cannot go on
     */
    void forEach(Reader reader) throws IOException;

    /** Takes findings one by one. */
    @FunctionalInterface
    interface Reader {
        /** @throws IOException when it cannot go on; then there are no more */
        void take(ReportFinding finding) throws IOException;
    }
}
