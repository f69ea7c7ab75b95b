package com.kaldrix.monitoring.compliance.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is written by hand is read by the library, whatever is in it. */
class WordsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final FindingClues CLUES = new FindingClues(
            List.of("PCI DSS v4.0.1/1.3.1", "a \"b\""),
            List.of(),
            "IAM.4",
            "rule\\x",
            List.of(
                    new FindingType(Namespace.GUARD_DUTY, "Backdoor:EC2/C&C"),
                    new FindingType(Namespace.MACIE, "Policy:")),
            "");

    private static Finding finding(String text) {
        return new Finding(
                new FindingKey("123456789012", "eu-west-1", Control.of(Namespace.SECURITY_HUB, "IAM.4"), "r" + text),
                new Origin(Source.SECURITY_HUB, "id " + text),
                text,
                text + text,
                FindingSeverity.HIGH,
                new Verdict(ComplianceStatus.FAILED, WorkflowStatus.NOTIFIED, RecordState.ACTIVE),
                new Seen(NOON.minusSeconds(5), NOON, NOON, NOON.plusSeconds(1)),
                CLUES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "\"",
                "\\",
                "a\"b\\c\"",
                "\n\t\r\b\f\u0001\u001f",
                "é \uD83D\uDE00 \u2028",
                "</script>",
                "\u007f"
            })
    void comeBackAsTheyWere(String text) {
        JoinedFinding joined = JoinedFinding.of(finding(text))
                .join(new Finding(
                        finding(text).key(),
                        new Origin(Source.CONFIG, text + "2"),
                        "",
                        text,
                        FindingSeverity.LOW,
                        Verdict.of(ComplianceStatus.PASSED),
                        Seen.at(NOON, NOON),
                        FindingClues.none()));

        assertThat(Words.read(joined.key(), Words.write(joined))).isEqualTo(joined);
        assertThat(Words.readClues(Words.write(CLUES.withControl(text)))).isEqualTo(CLUES.withControl(text));
    }

    @Test
    void cluesAreWrittenAsTheyAreKeptSinceTheBeginning() {
        assertThat(Words.write(CLUES))
                .as("their ids come from these very characters")
                .isEqualTo(
                        "{\"requirements\":[\"PCI DSS v4.0.1/1.3.1\",\"a \\\"b\\\"\"],\"standards\":[],\"control\":\"IAM.4\","
                                + "\"rule\":\"rule\\\\x\",\"types\":[\"guardduty Backdoor:EC2/C&C\",\"macie Policy:\"],\"check\":\"\"}");
    }

    @Test
    void changesAreRecordedInCanonicalForm() {
        Finding finding = finding("q\"\u0001");
        String body = FindingRecords.of(new FindingChange(
                        new UUID(1, 2),
                        finding.key(),
                        Optional.of(Verdict.of(ComplianceStatus.PASSED)),
                        finding.verdict(),
                        FindingSeverity.HIGH))
                .body();
        assertThat(body)
                .isEqualTo(
                        "{\"account\":\"123456789012\",\"after\":{\"compliance\":\"FAILED\",\"record\":\"ACTIVE\","
                                + "\"workflow\":\"NOTIFIED\"},\"before\":{\"compliance\":\"PASSED\",\"record\":\"ACTIVE\",\"workflow\":\"NEW\"},"
                                + "\"control\":\"securityhub:IAM.4\",\"region\":\"eu-west-1\",\"resource\":\"rq\\\"\\u0001\",\"severity\":\"HIGH\"}");
        assertThat(JSON.readTree(body).path("resource").stringValue()).isEqualTo("rq\"\u0001");
        String care = FindingRecords.of(new UUID(1, 2), new StoredFinding.Care("al\"ice", Optional.of(NOON)))
                .body();
        assertThat(care).isEqualTo("{\"dueAt\":\"2026-03-02T12:00:00.123456Z\",\"owner\":\"al\\\"ice\"}");
    }
}
