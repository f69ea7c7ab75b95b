package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class PdfTest {
    @BeforeAll
    static void startVeraPdf() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private static byte[] print(ReportData data, ReportFindings findings) throws IOException {
        MemoryFolder folder = new MemoryFolder();
        new ReportPress(List.of(), List.of(new PdfFormat())).print(data, findings, folder);
        return folder.bytes(PdfFormat.FILE);
    }

    /** What veraPDF has to say against it. */
    private static List<String> problems(byte[] pdf) throws Exception {
        List<String> problems = new ArrayList<>();
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(PDFAFlavour.PDFUA_1, true)
                    .validate(parser);
            assertThat(result.getTotalAssertions()).isGreaterThan(1_000);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.PASSED) {
                    problems.add(assertion.getRuleId() + " " + assertion.getMessage() + " at "
                            + assertion.getLocation().getContext());
                }
            }
        }
        return problems;
    }

    @Test
    void isPdfUa() throws Exception {
        assertThat(problems(print(ExampleReports.data(), ExampleReports.fleet())))
                .isEmpty();
    }

    @Test
    void isPdfUaWhenThereIsNothing() throws Exception {
        ReportData data = ExampleReports.data();
        ReportData empty = new ReportData(
                data.header(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(problems(print(empty, reader -> {}))).isEmpty();
    }

    @Test
    void isTheSameWhenItIsMadeAgain() throws IOException {
        assertThat(print(ExampleReports.data(), ExampleReports.fleet()))
                .isEqualTo(print(ExampleReports.data(), ExampleReports.fleet()));
    }

    @Test
    void saysWhatItIsMadeFrom() throws IOException {
        byte[] pdf = print(ExampleReports.data(), ExampleReports.fleet());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains(ExampleReports.data().header().id().toString())
                    .contains("failedfindingsof")
                    .contains("[U+202E]")
                    .contains("morecharactersareinreport.json");
        }
    }
}
