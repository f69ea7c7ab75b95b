package com.kaldrix.monitoring.compliance.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.FindingFilter;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.JoinedFinding;
import com.kaldrix.monitoring.compliance.finding.TestFindings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail judges itself: intact only when something is signed and all of it is as it was. */
class TrailIntegrityTest {
    private final MigratedDatabase database = new MigratedDatabase();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T12:00:00Z"));
    private final Findings findings = TestFindings.of(database);
    private final Objects objects;
    private final TestTrails.Checked trail;
    private final TrailIntegrity integrity;

    TrailIntegrityTest(@TempDir Path folder) {
        objects = OpenObjects.at(new ObjectLocation.Directory(folder), new S3Options("us-east-1", null, null));
        trail = TestTrails.checked(database, objects, clock);
        integrity = new TrailIntegrity(
                trail.check(), new OwnFindings("123456789012"), findings, database.transactions(), new Bell(), clock);
    }

    @BeforeEach
    void allowTampering() {
        for (String table : List.of("trail_checkpoint", "trail_entry")) {
            database.template().execute("alter table " + table + " disable trigger all");
        }
    }

    @AfterEach
    void close() {
        objects.close();
        database.close();
    }

    private Optional<JoinedFinding> judged() {
        clock.advance(Duration.ofHours(6));
        integrity.judge();
        return findings.find(FindingFilter.ALL, Optional.empty(), 10).items().stream()
                .map(stored -> stored.joined())
                .filter(joined -> joined.key().control().toString().equals("kaldrix:audit-trail-intact"))
                .findFirst();
    }

    private void isFailed(String why) {
        JoinedFinding failed = judged().orElseThrow();
        assertThat(failed.verdict().compliance()).isEqualTo(ComplianceStatus.FAILED);
        assertThat(failed.deciding().severity()).isEqualTo(FindingSeverity.CRITICAL);
        assertThat(failed.deciding().title())
                .startsWith("The audit trail is not as it was signed: ")
                .contains(why);
    }

    @Test
    void whatNobodyHasSignedIsNotJudged() {
        assertThat(judged()).isEmpty();
    }

    @Test
    void aTrailThatIsAsItWasSignedPasses() {
        trail.grow(database, 700, clock.instant());
        trail.grow(database, 20, clock.instant());
        assertThat(judged().orElseThrow().verdict().compliance()).isEqualTo(ComplianceStatus.PASSED);
    }

    @Test
    void anEntryThatWasChangedFails() {
        trail.grow(database, 300, clock.instant());
        assertThat(judged().orElseThrow().verdict().compliance()).isEqualTo(ComplianceStatus.PASSED);
        database.template().execute("update trail_entry set subject = 'report/other' where seq = 210");
        isFailed("do not have the root");
    }

    @Test
    void aTailThatIsGoneWithItsCheckpointsFailsByWhatIsKeptElsewhere() {
        trail.grow(database, 300, clock.instant());
        trail.grow(database, 20, clock.instant());
        database.template().execute("delete from trail_checkpoint where size > 300");
        database.template().execute("delete from trail_entry where seq >= 300");
        isFailed("320");
    }

    @Test
    void aForeignCheckpointInItsPlaceFails() {
        trail.grow(database, 30, clock.instant());
        objects.createIfAbsent(
                "checkpoints/00000000000000000031", ObjectContent.of("rubbish".getBytes(StandardCharsets.UTF_8)));
        isFailed("cannot be read");
    }
}
