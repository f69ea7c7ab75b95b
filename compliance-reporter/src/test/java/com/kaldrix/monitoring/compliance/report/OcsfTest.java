package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.securityhub.OcsfFindings;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OcsfTest {
    private static List<JsonNode> lines() throws IOException {
        return ReportExamplesOnce.text(OcsfFormat.FILE)
                .lines()
                .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
                .toList();
    }

    @Test
    void everyFindingIsALine() throws IOException {
        assertThat(lines()).hasSize((int) ExampleReports.fleet().size()).allSatisfy(line -> {
            assertThat(line.get("class_uid").asInt()).isEqualTo(2003);
            assertThat(line.get("type_uid").asInt())
                    .isEqualTo(200_300 + line.get("activity_id").asInt());
            for (String required : List.of(
                    "category_uid",
                    "severity_id",
                    "time",
                    "metadata",
                    "finding_info",
                    "compliance",
                    "resources",
                    "cloud")) {
                assertThat(line.has(required)).as(required).isTrue();
            }
            assertThat(line.at("/metadata/version").asString()).isEqualTo("1.6.0");
            assertThat(line.at("/metadata/product/vendor_name").asString()).isEqualTo("KALDRIX");
            assertThat(line.at("/finding_info/uid").asString()).isNotBlank();
        });
    }

    @Test
    void theSuiteItselfReadsItBack() throws IOException {
        List<ReportFinding> findings = new ArrayList<>();
        ExampleReports.fleet().forEach(findings::add);
        List<JsonNode> lines = lines();
        OcsfFindings reader = new OcsfFindings(new ControlNames(SecurityHubControls.shipped()));
        int read = 0;
        for (int i = 0; i < findings.size(); i++) {
            ReportFinding written = findings.get(i);
            if (written.key().control().namespace().equals("securityhub")
                    && written.verdict().workflow() != WorkflowStatus.RESOLVED
                    && written.state() != FindingState.ARCHIVED) {
                Finding back = read(reader, lines.get(i));
                assertThat(back.key()).isEqualTo(written.key());
                assertThat(back.title()).isEqualTo(written.what().title());
                assertThat(back.severity()).isEqualTo(written.what().severity());
                assertThat(back.verdict()).isEqualTo(written.verdict());
                assertThat(back.origin()).isEqualTo(written.what().origins().getFirst());
                assertThat(back.resourceType()).isEqualTo(written.what().resourceType());
                assertThat(back.seen().first()).isEqualTo(written.seen().first().truncatedTo(ChronoUnit.MILLIS));
                assertThat(back.clues().relatedRequirements())
                        .containsExactlyElementsOf(written.requirements().stream()
                                .map(RequirementId::toString)
                                .toList());
                read++;
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    private static Finding read(OcsfFindings reader, JsonNode line) {
        String event = """
                {"source": "aws.securityhub", "detail-type": "Findings Imported V2", "account": "111122223333",
                 "region": "us-east-1", "time": "2026-07-01T04:00:00Z", "detail": {"findings": [%s]}}
                """.formatted(line.toString());
        Collected collected =
                reader.read(EventBridgeEvent.of(JsonMapper.shared().readTree(event)));
        assertThat(collected).isInstanceOf(Collected.Findings.class);
        Collected.Findings findings = (Collected.Findings) collected;
        assertThat(findings.problems()).isEmpty();
        return findings.findings().getFirst();
    }
}
