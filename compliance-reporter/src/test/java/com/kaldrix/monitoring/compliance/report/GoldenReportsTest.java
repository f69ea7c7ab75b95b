package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The example report as it was when somebody last looked at it. After a wanted change, {@code -Dkaldrix.golden=DIRECTORY} writes what there is now into
 * a directory; look at it before it becomes the new one.
 */
class GoldenReportsTest {
    private static final String DIRECTORY = "kaldrix.golden";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.json",
                "findings.csv",
                "findings.ocsf.jsonl",
                "oscal-assessment-results.json",
                "report.html",
                "report.pdf"
            })
    void isAsItWas(String file) throws IOException {
        byte[] now = ReportExamplesOnce.bytes(file);
        String directory = System.getProperty(DIRECTORY);
        if (directory != null) {
            Files.write(Files.createDirectories(Path.of(directory)).resolve(file), now);
        }
        byte[] golden;
        try (InputStream in = GoldenReportsTest.class.getResourceAsStream("/report/golden/" + file)) {
            assertThat(in).as("the golden %s", file).isNotNull();
            golden = in.readAllBytes();
        }
        int differs = Arrays.mismatch(now, golden);
        assertThat(differs)
                .as("%s differs: %n%s%ninstead of%n%s", file, around(now, differs), around(golden, differs))
                .isNegative();
    }

    private static String around(byte[] bytes, int at) {
        if (at < 0) {
            return "";
        }
        int from = Math.max(0, at - 60);
        return new String(bytes, from, Math.min(bytes.length, at + 60) - from, StandardCharsets.UTF_8);
    }
}
