package com.kaldrix.monitoring.compliance.report.csv;

import com.kaldrix.monitoring.compliance.report.FindingsFormat;
import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.ReportData;
import java.io.IOException;
import java.io.OutputStream;

/** Every finding as a row of CSV. */
public final class CsvFormat implements FindingsFormat {
    /** What the file is called. */
    public static final String FILE = "findings.csv";

    @Override
    public String file() {
        return FILE;
    }

    @Override
    public FindingsWriter open(ReportData data, OutputStream out) throws IOException {
        return new CsvFindings(out);
    }
}
