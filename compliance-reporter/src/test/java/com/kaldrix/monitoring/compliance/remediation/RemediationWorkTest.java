package com.kaldrix.monitoring.compliance.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.TestFindings;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks that ask by themselves. */
class RemediationWorkTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path folder;

    private final MigratedDatabase database = new MigratedDatabase();
    private final SettableClock clock = new SettableClock(NOW);
    private final Findings findings = TestFindings.of(database);
    private final Remediations remediations = new JdbcRemediations(database.jdbc(), new JsonColumns());
    private final List<OutboxMessage> sent = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), """
                playbooks:
                  - id: close
                    title: Close it
                    action: s3.close
                    for: ['securityhub:S3.8']
                    approval: none
                    automatic: true
                    settles-within: 1h
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RemediationWork replica() {
        return new RemediationWork(
                Playbooks.with(folder),
                remediations,
                findings,
                new RemediationDesk(
                        remediations, findings, sent::addAll, TestTrails.of(database), new Region("eu-west-1")),
                database.transactions(),
                clock);
    }

    private void fail(String control, String... buckets) {
        Instant now = clock.instant();
        List<Finding> failed = new ArrayList<>();
        for (String bucket : buckets) {
            failed.add(new Finding(
                    new FindingKey("123456789012", "eu-west-1", Control.parse("securityhub:" + control), bucket),
                    new Origin(Source.SECURITY_HUB, control + bucket),
                    "AWS::S3::Bucket",
                    "open",
                    FindingSeverity.HIGH,
                    Verdict.of(ComplianceStatus.FAILED),
                    Seen.at(now, now),
                    FindingClues.none().withControl(control)));
        }
        database.transactions().executeWithoutResult(status -> findings.take(failed, now));
    }

    private Page<Remediation> all() {
        return remediations.find(Remediations.Filter.ALL, Optional.empty(), 100);
    }

    @Test
    void whatFailsIsAskedForOnceByWhicheverReplicaComesFirst() {
        fail("S3.8", "a", "b");
        fail("S3.1", "c");
        replica().run(() -> {});
        replica().run(() -> {});

        assertThat(all().items()).hasSize(2).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo(Remediation.State.REQUESTED);
            assertThat(one.asked().by()).isEqualTo("playbook close");
        });
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatDidNotHelpIsNotAskedForAgainBeforeADayIsOver() {
        fail("S3.8", "a");
        RemediationWork work = replica();
        work.run(() -> {});
        clock.advance(Duration.ofHours(26));
        work.run(() -> {});
        assertThat(all().items().getFirst().judgement()).isEqualTo(Remediation.Judgement.DID_NOT_HELP);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aStormOfFindingsIsNoStormOfChanges() {
        fail("S3.8", IntStream.range(0, 60).mapToObj(i -> "bucket-" + i).toArray(String[]::new));
        replica().run(() -> {});
        replica().run(() -> {});
        assertThat(all().items()).hasSize(20);
    }
}
