package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.report.FindingsFormat;
import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.ReportData;
import java.io.IOException;
import java.io.OutputStream;

/**
 * OSCAL assessment results. An observation is a control in an account and a region, and its subjects are the resources, each with its state, so every
 * finding is there; a finding in the sense of OSCAL is a requirement; a risk is a waiver.
 *
 * @see <a href="https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/json-reference/">NIST OSCAL 1.1.3, assessment results</a>
 */
public final class OscalFormat implements FindingsFormat {
    /** What the file is called. */
    public static final String FILE = "oscal-assessment-results.json";

    @Override
    public String file() {
        return FILE;
    }

    @Override
    public FindingsWriter open(ReportData data, OutputStream out) throws IOException {
        return new OscalResults(data, out);
    }
}
