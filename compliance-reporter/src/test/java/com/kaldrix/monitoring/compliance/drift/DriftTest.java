package com.kaldrix.monitoring.compliance.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.attest.Attestation;
import com.kaldrix.monitoring.compliance.attest.Attestations;
import com.kaldrix.monitoring.compliance.attest.Made;
import com.kaldrix.monitoring.compliance.attest.Term;
import com.kaldrix.monitoring.compliance.attest.TestAttest;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.attest.Waivers;
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
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.Part;
import com.kaldrix.monitoring.compliance.score.ScorePoint;
import com.kaldrix.monitoring.compliance.score.ScorePoints;
import com.kaldrix.monitoring.compliance.score.Scores;
import com.kaldrix.monitoring.compliance.score.Standing;
import com.kaldrix.monitoring.compliance.score.TestScores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of requirements and controls over time; the clock is set by hand. */
class DriftTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RequirementId IAM_4 = new RequirementId("aws-fsbp", "IAM.4");

    private final MigratedDatabase database = new MigratedDatabase();
    private final SettableClock clock = new SettableClock(NOON);
    private final Findings findings = TestFindings.of(database);
    private final Waivers waivers = TestAttest.waivers(database);
    private final Attestations attestations = TestAttest.attestations(database);
    private final Scores scores = TestScores.of(database, clock);
    private final ScorePoints points = TestScores.points(database);
    private final Drifts drifts = new JdbcDrifts(database.jdbc());
    private final ConfigurationChanges configurations =
            new JdbcConfigurationChanges(database.jdbc(), new JsonColumns());
    private final List<OutboxMessage> sent = new ArrayList<>();
    private final DriftWatch watch = new DriftWatch(
            scores,
            points,
            drifts,
            new DriftSignals(database.jdbc(), sent::addAll, configurations, new Region("eu-west-1")),
            database.jdbc());

    @AfterEach
    void close() {
        database.close();
    }

    private void say(String control, String resource, ComplianceStatus status) {
        say(
                Control.of(Namespace.SECURITY_HUB, control),
                resource,
                status,
                FindingClues.none().withControl(control));
    }

    private void say(Control control, String resource, ComplianceStatus status, FindingClues clues) {
        Instant now = clock.instant();
        database.transactions()
                .executeWithoutResult(transaction -> findings.take(
                        List.of(new Finding(
                                new FindingKey("123456789012", "eu-west-1", control, resource),
                                new Origin(Source.SECURITY_HUB, control + "/" + resource),
                                "AWS::IAM::User",
                                "title",
                                FindingSeverity.MEDIUM,
                                Verdict.of(status),
                                Seen.at(now, now),
                                clues)),
                        now));
    }

    private Standing look() {
        return Objects.requireNonNull(database.transactions().execute(status -> watch.look()))
                .orElseThrow();
    }

    /** What was said since this was asked last. */
    private List<AlertSignal> signals() {
        List<AlertSignal> signals = sent.stream()
                .map(message ->
                        CloudEvents.read(message.body(), AlertSignal.class).data())
                .toList();
        sent.clear();
        return signals;
    }

    private Evidence evidence(RequirementId id) {
        return scores.now().requirement(id).orElseThrow().evidence();
    }

    @Test
    void whatFailsAnewIsOneSignalForEachCauseWithItsConfigurationBeforeAndAfter() {
        say("IAM.4", "root", ComplianceStatus.PASSED);
        say("S3.1", "bucket", ComplianceStatus.FAILED);
        look();
        assertThat(signals()).as("what fails when it is seen first is no drift").isEmpty();

        clock.advance(Duration.ofMinutes(5));
        Instant failedAt = clock.instant();
        database.transactions()
                .executeWithoutResult(status -> configurations.add(List.of(new ConfigurationChange(
                        new ConfigurationChange.Subject("123456789012", "eu-west-1", "root", "AWS::IAM::User"),
                        ConfigurationChange.Kind.UPDATED,
                        clock.instant(),
                        "7",
                        List.of(new ConfigurationChange.PropertyChange("Configuration.accessKeys", "0", "1")),
                        "",
                        List.of()))));
        say("IAM.4", "root", ComplianceStatus.FAILED);
        say("IAM.4", "other", ComplianceStatus.FAILED);
        look();
        look();
        List<AlertSignal> begun = signals();
        assertThat(begun).singleElement().satisfies(signal -> {
            assertThat(signal.status()).isEqualTo(AlertSignal.Status.FIRING);
            assertThat(signal.severity()).as("IAM.4 is critical").isEqualTo(Severity.P1);
            assertThat(signal.labels().get("control")).isEqualTo("securityhub:IAM.4");
            assertThat(signal.annotations().get("summary")).contains("where it was passed");
            assertThat(signal.annotations().get("description"))
                    .contains("2 findings failed", "root", "Configuration.accessKeys from 0 to 1");
        });

        Drift drift = drifts.since(failedAt);
        assertThat(drift.controls()).singleElement().satisfies(control -> {
            assertThat(control.kind()).isEqualTo(Drift.Kind.NEWLY_FAILED);
            assertThat(control.resources()).containsExactlyInAnyOrder("root", "other");
        });
        assertThat(drift.requirements())
                .as("several standards ask for it")
                .hasSizeGreaterThan(1)
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(Drift.Kind.NEWLY_FAILED))
                .anySatisfy(one -> assertThat(one.id()).isEqualTo(IAM_4));

        clock.advance(Duration.ofMinutes(5));
        say("IAM.4", "root", ComplianceStatus.PASSED);
        say("IAM.4", "other", ComplianceStatus.PASSED);
        look();
        assertThat(signals()).singleElement().satisfies(signal -> {
            assertThat(signal.status()).isEqualTo(AlertSignal.Status.RESOLVED);
            assertThat(signal.identity()).isEqualTo(begun.getFirst().identity());
            assertThat(signal.startsAt()).isEqualTo(failedAt);
        });
        assertThat(drifts.since(failedAt).controls()).as("all is as it was").isEmpty();
        assertThat(drifts.since(failedAt.plusSeconds(1)).controls())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(Drift.Kind.NEWLY_PASSED));
    }

    @Test
    void aBreachIsToldOfAtOnceAndOtherControlsAreLessSevere() {
        FindingClues clues = FindingClues.none()
                .withTypes(new FindingType(Namespace.GUARD_DUTY, "Exfiltration:S3/AnomalousBehavior"));
        say(
                Control.of(Namespace.GUARD_DUTY, "Exfiltration:S3/AnomalousBehavior"),
                "bucket",
                ComplianceStatus.FAILED,
                clues);
        say(
                Control.of(Namespace.GUARD_DUTY, "Recon:EC2/Portscan"),
                "i-1",
                ComplianceStatus.FAILED,
                FindingClues.none());
        look();
        assertThat(signals()).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isEqualTo(Severity.P0);
            assertThat(signal.labels().get("control")).startsWith("guardduty:Exfiltration");
        });
        say("S3.8", "bucket", ComplianceStatus.PASSED);
        look();
        clock.advance(Duration.ofMinutes(1));
        say("S3.8", "bucket", ComplianceStatus.FAILED);
        look();
        assertThat(signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.P2));
    }

    @Test
    void evidenceThatVanishesIsDrift() {
        say("IAM.4", "root", ComplianceStatus.PASSED);
        look();
        clock.advance(Duration.ofMinutes(1));
        Instant before = clock.instant();
        Instant now = clock.instant();
        database.transactions()
                .executeWithoutResult(status -> findings.take(
                        List.of(new Finding(
                                new FindingKey(
                                        "123456789012",
                                        "eu-west-1",
                                        Control.of(Namespace.SECURITY_HUB, "IAM.4"),
                                        "root"),
                                new Origin(Source.SECURITY_HUB, "securityhub:IAM.4/root"),
                                "",
                                "gone",
                                FindingSeverity.MEDIUM,
                                Verdict.of(ComplianceStatus.PASSED).archived(),
                                Seen.at(now, now),
                                FindingClues.none().withControl("IAM.4"))),
                        now));
        look();
        assertThat(drifts.since(before).controls())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(Drift.Kind.VANISHED));
        assertThat(drifts.since(before).requirements())
                .anySatisfy(one -> assertThat(one.id()).isEqualTo(IAM_4))
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(Drift.Kind.VANISHED));
    }

    @Test
    void aWaiverStopsCountingTheMinuteItLapsesAndWhatItHidIsToldOf() {
        say("IAM.4", "root", ComplianceStatus.PASSED);
        look();
        say("IAM.4", "other", ComplianceStatus.FAILED);
        look();
        assertThat(signals()).hasSize(1);
        Instant end = NOON.plus(Duration.ofHours(8));
        UUID id = UUID.randomUUID();
        database.transactions()
                .executeWithoutResult(status -> waivers.add(new Waiver(
                        id,
                        new Waiver.OfControl(Control.of(Namespace.SECURITY_HUB, "IAM.4"), "123456789012", ""),
                        "until the migration",
                        "alice",
                        new Term(new Made("alice", NOON), end, Optional.empty()))));
        assertThat(evidence(IAM_4)).as("all of it is waived").isEqualTo(Evidence.NO_DATA);
        look();
        assertThat(signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.status()).isEqualTo(AlertSignal.Status.RESOLVED));

        clock.set(end.minusMillis(1));
        assertThat(evidence(IAM_4)).isEqualTo(Evidence.NO_DATA);
        clock.set(end);
        assertThat(evidence(IAM_4)).as("the very moment").isEqualTo(Evidence.FAILED);
        look();
        assertThat(signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.status()).isEqualTo(AlertSignal.Status.FIRING));
    }

    @Test
    void waiversOfAFindingAndOfAResourceHideNothingElse() {
        say("IAM.4", "one", ComplianceStatus.FAILED);
        say("IAM.4", "two", ComplianceStatus.FAILED);
        say("IAM.4", "three", ComplianceStatus.PASSED);
        UUID finding =
                new FindingKey("123456789012", "eu-west-1", Control.of(Namespace.SECURITY_HUB, "IAM.4"), "one").id();
        Term term = new Term(new Made("alice", NOON), NOON.plus(Duration.ofHours(1)), Optional.empty());
        database.transactions()
                .executeWithoutResult(status -> waivers.add(
                        new Waiver(UUID.randomUUID(), new Waiver.OfFinding(finding), "why", "alice", term)));
        assertThat(evidence(IAM_4)).isEqualTo(Evidence.FAILED);
        UUID second = UUID.randomUUID();
        database.transactions()
                .executeWithoutResult(
                        status -> waivers.add(new Waiver(second, new Waiver.OfResource("two"), "why", "alice", term)));
        assertThat(evidence(IAM_4)).isEqualTo(Evidence.PASSED);
        clock.advance(Duration.ofMinutes(1));
        assertThat(waivers.revoke(second, new Made("bob", clock.instant()))).isTrue();
        assertThat(waivers.revoke(second, new Made("bob", clock.instant())))
                .as("once")
                .isFalse();
        assertThat(evidence(IAM_4)).isEqualTo(Evidence.FAILED);
        assertThat(waivers.inForce(clock.instant())).hasSize(1);
        assertThat(waivers.find(Optional.empty(), Optional.empty(), 10).items()).hasSize(2);
    }

    @Test
    void anAttestationSpeaksForAManualRequirementUntilItLapses() {
        RequirementId manual = new RequirementId("soc2-2017", "CC1.1");
        assertThat(evidence(manual)).isEqualTo(Evidence.NO_DATA);
        Instant end = NOON.plus(Duration.ofDays(90));
        database.transactions()
                .executeWithoutResult(status -> attestations.add(new Attestation(
                        UUID.randomUUID(),
                        manual,
                        "The code of conduct was signed by all",
                        new Attestation.Evidence("signatures.pdf", "a".repeat(64)),
                        "the board",
                        new Term(new Made("alice", NOON), end, Optional.empty()))));
        assertThat(evidence(manual)).isEqualTo(Evidence.PASSED);
        clock.set(end.minusMillis(1));
        assertThat(evidence(manual)).isEqualTo(Evidence.PASSED);
        clock.set(end);
        assertThat(evidence(manual)).isEqualTo(Evidence.NO_DATA);
        assertThat(database.count("trail_inbox where kind = 'attestation.created'"))
                .isEqualTo(1);
    }

    @Test
    void scoresAreKeptWhenTheyBecomeOthersAndOnceADay() {
        say("IAM.4", "root", ComplianceStatus.PASSED);
        look();
        clock.advance(Duration.ofHours(1));
        look();
        assertThat(history()).as("nothing is new").hasSize(1);
        say("IAM.4", "root", ComplianceStatus.FAILED);
        look();
        assertThat(history()).extracting(point -> point.percent().orElse(-1)).containsExactly(0, 100);
        clock.advance(Duration.ofDays(1));
        look();
        look();
        assertThat(history()).extracting(ScorePoint::at).hasSize(3).startsWith(clock.instant());
    }

    @Test
    void oneReplicaLooksAtATime() throws InterruptedException, ExecutionException {
        say("IAM.4", "root", ComplianceStatus.PASSED);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> first = thread.submit(() -> database.transactions().executeWithoutResult(status -> {
                assertThat(watch.look()).isPresent();
                looked.countDown();
                try {
                    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
            Optional<Standing> other =
                    Objects.requireNonNull(database.transactions().execute(status -> watch.look()));
            assertThat(other).as("another one looks just now").isEmpty();
            done.countDown();
            first.get();
        }
        assertThat(database.count("requirement_change")).isPositive();
    }

    @Test
    void looksEveryMinuteAndNotMoreOftenThanEveryFewSecondsHoweverOftenItIsWoken() {
        DriftWork work = new DriftWork(watch, clock);
        say("IAM.4", "root", ComplianceStatus.PASSED);
        assertThat(work.run(() -> {})).isEqualTo(Duration.ofMinutes(1));
        long changes = database.count("requirement_change");
        assertThat(changes).isPositive();
        clock.advance(Duration.ofSeconds(2));
        say("IAM.4", "root", ComplianceStatus.FAILED);
        assertThat(work.run(() -> {})).isEqualTo(Duration.ofSeconds(3));
        assertThat(database.count("requirement_change")).isEqualTo(changes);
        clock.advance(Duration.ofSeconds(3));
        assertThat(work.run(() -> {})).isEqualTo(Duration.ofMinutes(1));
        assertThat(database.count("requirement_change")).isGreaterThan(changes);
    }

    private List<ScorePoint> history() {
        Page<ScorePoint> page =
                points.find("aws-fsbp", Part.ALL, Optional.empty(), Optional.empty(), Optional.empty(), 100);
        return page.items();
    }
}
