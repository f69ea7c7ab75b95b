package com.kaldrix.monitoring.anomaly.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesMonitorTest {
    private static final long START = 1_700_000_000_000L;
    private static final long STEP = 300_000;
    private static final Parameters PARAMETERS = Parameters.current();

    private static double[] daily(long seed, int rows) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = 100 + 20 * Math.sin(i * 2 * Math.PI / 288) + 2 * random.nextGaussian();
            if (random.nextInt(100) == 0) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }

    private static List<Verdict> run(SeriesMonitor monitor, double[] values, int from, int to) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            verdicts.add(monitor.observe(START + i * STEP, values[i]));
        }
        return verdicts;
    }

    private static SeriesMonitor start(Tier tier) {
        return SeriesMonitor.start(tier, PARAMETERS, Calendar.utc(), 1);
    }

    @Property(tries = 10)
    void truncatingASeriesChangesNoEarlierVerdict(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int cut) {
        double[] values = daily(seed, 600);
        List<Verdict> whole = run(start(Tier.FULL), values, 0, values.length);
        assertThat(run(start(Tier.FULL), values, 0, cut)).isEqualTo(whole.subList(0, cut));
    }

    @Property(tries = 10)
    void aCheckpointAtAnyPointChangesNoVerdict(@ForAll long seed, @ForAll @IntRange(min = 0, max = 600) int cut) {
        double[] values = daily(seed, 600);
        List<Verdict> whole = run(start(Tier.FULL), values, 0, values.length);
        SeriesMonitor first = start(Tier.FULL);
        List<Verdict> parted = new ArrayList<>(run(first, values, 0, cut));
        SeriesMonitor second = SeriesMonitor.restore(first.checkpoint(), PARAMETERS, Calendar.utc(), 1);
        parted.addAll(run(second, values, cut, values.length));
        assertThat(parted).isEqualTo(whole);
    }

    @Test
    void aReadingThatComesAgainOrTooLateChangesNothing() {
        double[] values = daily(3, 400);
        SeriesMonitor once = start(Tier.CHEAP);
        SeriesMonitor twice = start(Tier.CHEAP);
        for (int i = 0; i < values.length; i++) {
            Verdict expected = once.observe(START + i * STEP, values[i]);
            assertThat(twice.observe(START + i * STEP, values[i])).isEqualTo(expected);
            Verdict again = twice.observe(START + i * STEP, 1e9);
            assertThat(again.alert()).isFalse();
            assertThat(again.score()).isEqualTo(expected.score());
            twice.observe(START + (i - 7) * STEP, -1e9);
        }
        assertThat(twice.checkpoint()).isEqualTo(once.checkpoint());
    }

    @Test
    void aSpikePagesOnceWithEvidenceAndNothingPagesBeforeTheWarmUpIsOver() {
        double[] values = daily(4, 1600);
        for (int i = 1500; i < 1506; i++) {
            values[i] = 400;
        }
        SeriesMonitor monitor = start(Tier.FULL);
        List<Integer> alerts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Verdict verdict = monitor.observe(START + i * STEP, values[i]);
            assertThat(verdict.alert() && verdict.learning() < 1).isFalse();
            if (verdict.alert() && i >= 1500) {
                alerts.add(i);
            }
            if (i == 1500) {
                assertThat(monitor.evidence()).extracting(Evidence::detector).contains("extreme", "jump");
                assertThat(monitor.evidence().getFirst().sentence()).isNotBlank();
            }
        }
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.getFirst()).isBetween(1500, 1503);
    }

    @Test
    void excludedTimeNeitherPagesNorTeaches() {
        Instant from = Instant.ofEpochMilli(START + 1000 * STEP);
        Instant to = Instant.ofEpochMilli(START + 1050 * STEP);
        Calendar calendar = new Calendar(ZoneId.of("Europe/Berlin"), List.of(new Calendar.TimeRange(from, to)));
        SeriesMonitor monitor = SeriesMonitor.start(Tier.CHEAP, PARAMETERS, calendar, 1);
        double[] values = daily(5, 1050);
        for (int i = 0; i < values.length; i++) {
            boolean excluded = i >= 1000;
            Verdict verdict = monitor.observe(START + i * STEP, excluded ? 10_000 : values[i]);
            assertThat(excluded && verdict.alert()).isFalse();
        }
        // Had the excluded level been learnt, this would be usual now.
        monitor.observe(START + 1050 * STEP, 10_000);
        assertThat(monitor.evidence()).extracting(Evidence::detector).contains("extreme");
    }

    @Test
    void aSeriesCanBePromotedAndKeepsWhatItLearnt() {
        double[] values = daily(6, 700);
        SeriesMonitor monitor = start(Tier.CHEAP);
        run(monitor, values, 0, 500);
        SeriesMonitor full = monitor.promote(1);
        assertThat(full.tier()).isEqualTo(Tier.FULL);
        assertThat(run(full, values, 500, 700)).allMatch(verdict -> verdict.learning() == 1);
    }

    @Test
    void hoursFollowTheZoneThroughTheChangeOfClocks() {
        Calendar berlin = new Calendar(ZoneId.of("Europe/Berlin"), List.of());
        long before = Instant.parse("2025-03-28T08:00:00Z").toEpochMilli();
        long after = Instant.parse("2025-03-31T07:00:00Z").toEpochMilli();
        assertThat(berlin.read(before, 1).hourOfDay()).isEqualTo(9);
        assertThat(berlin.read(after, 1).hourOfDay()).isEqualTo(9);
    }

    @Test
    void aCheckpointOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> SeriesMonitor.restore(new byte[] {99}, PARAMETERS, Calendar.utc(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form 99");
        byte form =
                SeriesMonitor.start(Tier.CHEAP, PARAMETERS, Calendar.utc(), 1).checkpoint()[0];
        assertThatThrownBy(() -> SeriesMonitor.restore(new byte[] {form, 0}, PARAMETERS, Calendar.utc(), 1))
                .hasMessageContaining("too early");
    }

    /** What seemed odd to detectors that had hardly begun was told nobody, and must not count as told. */
    @Test
    void aDropSoonAfterLearningIsFoundWhateverSeemedOddBefore() {
        for (int seed = 1; seed <= 100; seed++) {
            SeriesMonitor monitor = SeriesMonitor.start(Tier.CHEAP, Parameters.live(), Calendar.utc(), seed);
            Random random = new Random(seed);
            double[] values = new double[271];
            Arrays.setAll(values, i -> (i < 241 ? 60 : 15) + random.nextGaussian());
            List<Verdict> verdicts = run(monitor, values, 0, values.length);

            assertThat(verdicts.subList(241, 271)).as("seed %d", seed).anyMatch(Verdict::alert);
        }
    }

    /** Nothing in it stands out from the readings just before; it has to be seen all the same. */
    @Test
    void aSlowDeclineOrGrowthIsFoundByBothTiers() {
        for (Tier tier : Tier.values()) {
            int found = 0;
            int before = 0;
            Random random = new Random(20);
            for (int series = 0; series < 20; series++) {
                double memory = 0.3 + 0.65 * random.nextDouble();
                double size = (random.nextBoolean() ? 1 : -1) * (10 + 10 * random.nextDouble());
                int length = 60 + random.nextInt(140);
                double[] values = new double[700 + length];
                double wander = 0;
                for (int i = 0; i < values.length; i++) {
                    wander = memory * wander + Math.sqrt(1 - memory * memory) * random.nextGaussian();
                    values[i] = 100 + wander + size * Math.max(0, i - 700) / length;
                }
                SeriesMonitor monitor = SeriesMonitor.start(tier, Parameters.live(), Calendar.utc(), 1);
                List<Verdict> verdicts = run(monitor, values, 0, values.length);
                before += (int)
                        verdicts.subList(0, 700).stream().filter(Verdict::alert).count();
                found += verdicts.subList(700, values.length).stream().anyMatch(Verdict::alert) ? 1 : 0;
            }
            assertThat(found).as(tier.name()).isGreaterThanOrEqualTo(17);
            assertThat(before).as(tier.name()).isLessThanOrEqualTo(2);
        }
    }

    /** Otherwise what it said last would stand for good. */
    @Test
    void aDriftThatNobodyWantsToHearOfAnyMoreIsOver() {
        SeriesMonitor monitor = SeriesMonitor.start(Tier.CHEAP, Parameters.live(), Calendar.utc(), 1);
        Random random = new Random(3);
        for (int i = 0; i < 800; i++) {
            monitor.observe(START + i * STEP, 100 + random.nextGaussian() - 0.15 * Math.max(0, i - 700));
        }
        assertThat(monitor.isGradual()).isTrue();
        assertThat(monitor.unusual()).isGreaterThan(monitor.threshold());
        monitor.observe(START + 800 * STEP, Double.NaN);
        assertThat(monitor.isGradual()).as("a gap ends no decline").isTrue();

        monitor.adopt(Calendar.utc(), PARAMETERS.number("alert.threshold.medium"), Set.of("drift"));
        monitor.observe(START + 801 * STEP, 85);
        assertThat(monitor.isGradual()).isFalse();
        assertThat(monitor.unusual()).isLessThan(monitor.threshold());
    }
}
