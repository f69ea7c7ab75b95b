package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OscalTest {
    private static List<com.networknt.schema.Error> problems(String document) throws IOException {
        try (InputStream in = OscalTest.class.getResourceAsStream("/oscal/assessment-results-1.1.3.json")) {
            assertThat(in).isNotNull();
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                    .validate(
                            document,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        }
    }

    private static String print(ReportData data, ReportFindings findings) throws IOException {
        MemoryFolder folder = new MemoryFolder();
        new ReportPress(List.of(new OscalFormat()), List.of()).print(data, findings, folder);
        return folder.text(OscalFormat.FILE);
    }

    @Test
    void keepsTheSchemaOfNist() throws IOException {
        assertThat(problems(print(ExampleReports.data(), ExampleReports.fleet())))
                .isEmpty();
    }

    @Test
    void theSchemaWouldSayIfItDidNot() throws IOException {
        String fine = print(ExampleReports.data(), ExampleReports.fleet());
        assertThat(problems(fine.replaceFirst("\"req_hipaa", "\"1 req_hipaa"))).isNotEmpty();
        assertThat(problems(fine.replace("\"collected\":\"2026", "\"collected\":\"26")))
                .isNotEmpty();
    }

    @Test
    void keepsTheSchemaWhenThereIsNothing() throws IOException {
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
    void holdsEveryFinding() throws IOException {
        ExampleFleet fleet = ExampleReports.fleet();
        JsonNode result = JsonMapper.shared()
                .readTree(print(ExampleReports.data(), fleet))
                .at("/assessment-results/results/0");
        int subjects = 0;
        for (JsonNode observation : result.at("/observations")) {
            subjects += observation.at("/subjects").size();
        }
        assertThat(subjects).isEqualTo((int) fleet.size());
    }

    @Test
    void noDataIsNeverSatisfied() throws IOException {
        JsonNode result = JsonMapper.shared()
                .readTree(print(ExampleReports.data(), ExampleReports.fleet()))
                .at("/assessment-results/results/0");
        int without = 0;
        for (JsonNode finding : result.at("/findings")) {
            if (finding.toString().contains("\"no-data\"")) {
                without++;
                assertThat(finding.at("/target/status/state").asString()).isEqualTo("not-satisfied");
                assertThat(finding.at("/target/status/reason").asString()).isEqualTo("other");
            }
        }
        assertThat(without).isPositive();
    }
}
