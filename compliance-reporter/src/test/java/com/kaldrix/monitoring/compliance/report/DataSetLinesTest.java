package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.report.json.DataSetLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report's data set is found in its file again, whatever its texts hold and wherever a buffer ends. */
class DataSetLinesTest {
    private static final String FACTS = "{\"header\":{\"a\":\"}]\\\"\"},\"x\":[1,{}]}";

    private static List<String> lines(String json) throws IOException {
        List<String> lines = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        DataSetLines.read(in, (bytes, count) -> lines.add(new String(bytes, 0, count, StandardCharsets.UTF_8)));
        return lines;
    }

    private static String report(List<String> findings) {
        return "{\"facts\":" + FACTS + ",\"findings\":[" + String.join(",", findings) + "],\"format\":\"x\"}\n";
    }

    @Test
    void theFactsAndEveryFindingAreLines() throws IOException {
        List<String> findings =
                List.of("{\"t\":\"a,b{\"}", "{\"t\":\"\\\\\"}", "{\"t\":\"\\\"}\"}", "{\"t\":\"é\uD83D\uDE00\"}", "{}");

        assertThat(lines(report(findings)))
                .containsExactly(
                        FACTS, findings.get(0), findings.get(1), findings.get(2), findings.get(3), findings.get(4));
        assertThat(lines(report(List.of()))).containsExactly(FACTS);
    }

    @Test
    void aLineMayBeLongerThanABufferAndABufferMayEndAnywhere() throws IOException {
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            findings.add("{\"n\":\"" + "x\\\"".repeat(i % 7 == 0 ? 40_000 : i) + "\"}");
        }

        List<String> lines = lines(report(findings));

        assertThat(lines.removeFirst()).isEqualTo(FACTS);
        assertThat(lines).isEqualTo(findings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"facts\":",
                "{\"facts\":1}",
                "{\"facts\":{},\"findings\":1}",
                "{\"facts\":{},\"findings\":[",
                "{\"facts\":{},\"findings\":[{}",
                "{\"facts\":{},\"findings\":[{} ,{}]",
                "{\"facts\":{},\"findings\":[{},]",
                "{\"facts\":{},\"findings\":[{},1]",
                "{\"facts\":{\"a\":\"\\"
            })
    void whatIsNoReportIsRefused(String json) {
        assertThatThrownBy(() -> lines(json)).isInstanceOf(IOException.class);
    }
}
