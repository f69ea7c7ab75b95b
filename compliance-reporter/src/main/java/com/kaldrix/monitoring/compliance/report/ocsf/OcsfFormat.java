package com.kaldrix.monitoring.compliance.report.ocsf;

import com.kaldrix.monitoring.compliance.report.FindingsFormat;
import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.ReportData;
import java.io.OutputStream;

/**
 * Every finding as a compliance finding of OCSF, one JSON object on a line.
 *
 * @see <a href="https://schema.ocsf.io/1.6.0/classes/compliance_finding">OCSF 1.6, Compliance Finding</a>
 */
public final class OcsfFormat implements FindingsFormat {
    /** What the file is called. */
    public static final String FILE = "findings.ocsf.jsonl";

    @Override
    public String file() {
        return FILE;
    }

    @Override
    public FindingsWriter open(ReportData data, OutputStream out) {
        return new OcsfFindings(data.header(), out);
    }
}
