package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The example report in all formats, made once for all tests that only look at it. */
final class ReportExamplesOnce {
    private static final MemoryFolder FOLDER = new MemoryFolder();
    private static @Nullable PrintedReport printed;

    private ReportExamplesOnce() {}

    static synchronized PrintedReport printed() throws IOException {
        PrintedReport known = printed;
        if (known == null) {
            known = press().print(ExampleReports.data(), ExampleReports.fleet(), FOLDER);
            printed = known;
        }
        return known;
    }

    /** With all formats. */
    static ReportPress press() {
        return new ReportPress(
                List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()),
                List.of(new HtmlFormat(), new PdfFormat()));
    }

    static String text(String file) throws IOException {
        printed();
        return FOLDER.text(file);
    }

    static byte[] bytes(String file) throws IOException {
        printed();
        return FOLDER.bytes(file);
    }
}
