package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final int TITLE = 3;
    private static final int COLUMNS = 21;

    /** By RFC 4180, with every field quoted. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        int i = 0;
        while (i < csv.length()) {
            assertThat(csv.charAt(i)).as("a quote at %s", i).isEqualTo('"');
            StringBuilder field = new StringBuilder();
            i++;
            while (csv.charAt(i) != '"' || i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append(csv.charAt(i));
                i += csv.charAt(i) == '"' ? 2 : 1;
            }
            record.add(field.toString());
            i++;
            if (csv.charAt(i) == ',') {
                i++;
            } else {
                assertThat(csv.substring(i, i + 2)).isEqualTo("\r\n");
                records.add(record);
                record = new ArrayList<>();
                i += 2;
            }
        }
        return records;
    }

    private static String title(String title) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FindingsWriter writer = new CsvFormat().open(ExampleReports.data(), bytes)) {
            writer.take(new ReportFinding(
                    new FindingKey("123456789012", "eu-west-1", Control.parse("securityhub:S3.8"), "r"),
                    new ReportFinding.What(title, "", "", FindingSeverity.LOW, List.of()),
                    Verdict.of(ComplianceStatus.FAILED),
                    Seen.at(ExampleReports.CUT_OFF, ExampleReports.CUT_OFF),
                    new ReportFinding.Handling("", null, "", ""),
                    List.of()));
        }
        List<List<String>> records = parse(bytes.toString(StandardCharsets.UTF_8));
        assertThat(records).hasSize(2);
        return records.getLast().get(TITLE);
    }

    @Property(tries = 2_000)
    void noFieldIsAFormulaAndNothingIsLost(@ForAll("texts") String text) throws IOException {
        String field = title(text);
        String seen = field.strip();
        if (!seen.isEmpty()) {
            assertThat("=+-@\uFF1D\uFF0B\uFF0D\uFF20").doesNotContain(seen.substring(0, 1));
        }
        String back = field.startsWith("'") ? field.substring(1) : field;
        StringBuilder pictures = new StringBuilder();
        JsonTest.whole(text)
                .codePoints()
                .forEach(c -> pictures.appendCodePoint(
                        c < ' ' && c != '\t' && c != '\n' && c != '\r' ? 0x2400 + c : c == 0x7F ? 0x2421 : c));
        assertThat(back).isEqualTo(pictures.toString());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> beginning = Arbitraries.of(
                "", "=", "+", "-", "@", "'", "''", " =", "\t=", "\r=", "\n@", "\u00A0=", "\uFEFF=", "\u200B+", "\"=",
                "\uFF1D");
        return Combinators.combine(beginning, Arbitraries.strings()).as((first, rest) -> first + rest);
    }

    @Test
    void everyFindingIsARow() throws IOException {
        List<List<String>> records = parse(ReportExamplesOnce.text(CsvFormat.FILE));
        assertThat(records).hasSize((int) ExampleReports.fleet().size() + 1);
        assertThat(records).allSatisfy(record -> assertThat(record).hasSize(COLUMNS));
        assertThat(records.stream().map(record -> record.get(TITLE)))
                .contains("'=HYPERLINK(\"http://evil.example\",\"click\")", "'@SUM(1+1)*cmd|' /C calc'!A0");
    }
}
