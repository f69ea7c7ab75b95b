package com.kaldrix.monitoring.compliance.report.html;

import com.kaldrix.monitoring.compliance.report.PageFormat;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.page.Composer;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.IOException;
import java.io.OutputStream;

/** The report as one HTML file that needs nothing else: no scripts, no fonts, no pictures from elsewhere. */
public final class HtmlFormat implements PageFormat {
    /** What the file is called. */
    public static final String FILE = "report.html";

    @Override
    public String file() {
        return FILE;
    }

    @Override
    public void write(WholeReport report, OutputStream out) throws IOException {
        Utf8Output text = new Utf8Output(out);
        new HtmlPages(new Markup(text)).write(Composer.compose(report));
        text.flush();
    }
}
