package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.PageFormat;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.page.Composer;
import com.kaldrix.monitoring.compliance.report.page.ReportPages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The report as PDF/UA-1: tagged, so that a screen reader reads it in its order. Dates and ids come from the report, and nothing is compressed, for
 * what a library of compression makes of the same bytes differs from one Java to the next.
 */
public final class PdfFormat implements PageFormat {
    /** What the file is called. */
    public static final String FILE = "report.pdf";

    private static final int BUFFER = 1 << 16;

    @Override
    public String file() {
        return FILE;
    }

    @Override
    public void write(WholeReport report, OutputStream out) throws IOException {
        ReportHeader header = report.data().header();
        ReportPages pages = Composer.compose(report);
        try (PDDocument document = new PDDocument();
                Faces faces = new Faces(document)) {
            document.setDocumentId(
                    header.id().getMostSignificantBits() ^ header.id().getLeastSignificantBits());
            DocumentFacts.write(document, pages.title(), header.cutOff());
            new PdfPages(document, faces).write(pages);
            faces.finish();
            Unpacked.fonts(faces);
            OutputStream buffered = new BufferedOutputStream(out, BUFFER);
            document.save(buffered, CompressParameters.NO_COMPRESSION);
            buffered.flush();
        }
    }
}
