package com.kaldrix.monitoring.compliance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.attest.Made;
import com.kaldrix.monitoring.compliance.attest.Term;
import com.kaldrix.monitoring.compliance.attest.TestAttest;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.TestFindings;
import com.kaldrix.monitoring.compliance.score.Scores;
import com.kaldrix.monitoring.compliance.score.StandardScore;
import com.kaldrix.monitoring.compliance.score.TestScores;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The bars at a size that every run can afford; {@code -Dkaldrix.scale=1000000} is the size that the bars are about. Times are asserted with room for
 * a machine that does other things; what was measured goes to the log of the test.
 */
class ScaleTest {
    private static final int SIZE = Integer.getInteger("kaldrix.scale", 20_000);
    private static final int BATCH = 500;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void findingsAreTakenInAndScoredAsFastAsTheyMustBe() throws InterruptedException {
        try (MigratedDatabase database = new MigratedDatabase()) {
            Findings findings = TestFindings.of(database);
            Trail trail = TestTrails.of(database);
            GeneratedFindings generated = new GeneratedFindings(1);
            AtomicBoolean going = new AtomicBoolean(true);
            Thread sequencer = Thread.ofPlatform().start(() -> {
                while (going.get() || trail.waiting() > 0) {
                    trail.sequence(5_000);
                }
            });
            long begin = System.nanoTime();
            for (int from = 0; from < SIZE; from += BATCH) {
                List<Finding> batch = new ArrayList<>();
                for (int i = from; i < Math.min(SIZE, from + BATCH); i++) {
                    batch.add(generated.next(i));
                }
                database.transactions().executeWithoutResult(status -> findings.take(batch, NOON));
            }
            double perSecond = SIZE / seconds(begin);
            double cpu = cpuSeconds();
            going.set(false);
            sequencer.join();
            double withTrail = SIZE / seconds(begin);
            assertThat(trail.size()).isEqualTo(SIZE);
            database.jdbc().sql("analyze").update();

            Scores scores = TestScores.of(database, Clock.fixed(NOON, ZoneOffset.UTC));
            List<StandardScore> first = scores.now().scores();
            begin = System.nanoTime();
            double cpuBefore = cpuSeconds();
            List<StandardScore> all = scores.now().scores();
            double scoring = seconds(begin);
            double cpuScoring = cpuSeconds() - cpuBefore;
            assertThat(all).isEqualTo(first).hasSizeGreaterThan(9);

            double worst = 0;
            double total = 0;
            for (int i = 0; i < 20; i++) {
                int number = i * 37;
                Instant at = NOON.plusSeconds(60 + i);
                begin = System.nanoTime();
                database.transactions()
                        .executeWithoutResult(status ->
                                findings.take(List.of(generated.of(number, at, ComplianceStatus.FAILED)), at));
                assertThat(scores.now().scores()).isNotEmpty();
                worst = Math.max(worst, seconds(begin));
                total += seconds(begin);
            }
            TestAttest.waivers(database)
                    .add(new Waiver(
                            UUID.randomUUID(),
                            new Waiver.OfControl(Control.parse("securityhub:IAM.4"), "", ""),
                            "test",
                            "alice",
                            new Term(
                                    new Made("alice", NOON.minusSeconds(1)),
                                    NOON.plus(Duration.ofDays(1)),
                                    Optional.empty())));
            begin = System.nanoTime();
            assertThat(scores.now().scores()).isNotEmpty();
            double waived = seconds(begin);
            LoggerFactory.getLogger(ScaleTest.class)
                    .info(
                            "{} findings: {} a second taken in, {} with the audit trail; {} scores in {} s; after one finding {} s"
                                    + " on average, {} s at worst; with a waiver {} s; {} tallies; of our own CPU {} s for taking in and {} s for scoring",
                            SIZE,
                            (long) perSecond,
                            (long) withTrail,
                            all.size(),
                            scoring,
                            total / 20,
                            worst,
                            waived,
                            database.count("tally"),
                            cpu,
                            cpuScoring);
            assertThat(perSecond).as("findings a second").isGreaterThan(300);
            assertThat(scoring).as("seconds for all scores").isLessThan(2);
            assertThat(waived).as("seconds for all scores with a waiver").isLessThan(2);
            assertThat(total / 20).as("seconds for an update after one finding").isLessThan(2);
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
