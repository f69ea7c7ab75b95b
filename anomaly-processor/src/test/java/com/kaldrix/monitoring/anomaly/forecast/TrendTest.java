package com.kaldrix.monitoring.anomaly.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static long[] times(int count) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = 1_772_420_400_000L + 3_600_000L * i;
        }
        return times;
    }

    private static double[] line(long seed, int count, double slope, double noise) {
        Random random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 10 + slope * i + noise * random.nextGaussian();
        }
        return values;
    }

    @Property(tries = 60)
    void findsWhenALineGetsThereWithAnIntervalThatHoldsIt(
            @ForAll @LongRange(min = 0, max = 10_000) long seed,
            @ForAll @DoubleRange(min = 0.05, max = 3) double slope) {
        double[] values = line(seed, 120, slope, 0.5 * slope);
        Trend trend = Trend.of(times(120), values).orElseThrow();
        double threshold = 10 + slope * 200;
        Trend.Reach reach = trend.reach(threshold).orElseThrow();
        long truth = 1_772_420_400_000L + 3_600_000L * 200;
        assertThat(reach.expected()).isCloseTo(truth, within(4 * 3_600_000L));
        assertThat(reach.earliest()).isLessThanOrEqualTo(reach.expected());
        assertThat(reach.latest().orElseThrow()).isGreaterThanOrEqualTo(reach.expected());
        assertThat(trend.reach(0)).isEmpty();
    }

    @Property(tries = 60)
    void seesNoneInNoise(@ForAll @LongRange(min = 0, max = 10_000) long seed) {
        assertThat(Trend.of(times(120), line(seed, 120, 0, 1)))
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        // One in a few hundred noises looks like a trend; then it is at least a slow one.
                        some -> assertThat(Math.abs(some.orElseThrow().slope()) * 3_600_000 * 120)
                                .isLessThan(1.5));
    }

    @Test
    void whatHasComeToRestDoesNotGrowOn() {
        double[] values = line(1, 120, 1, 0.2);
        for (int i = 75; i < 120; i++) {
            values[i] = values[75] + 0.1 * Math.sin(i);
        }
        assertThat(Trend.of(times(120), values)).isEmpty();
    }

    @Test
    void aFewWildReadingsDoNotBendIt() {
        double[] values = line(1, 120, 1, 0.2);
        for (int i = 0; i < 120; i += 10) {
            values[i] += 500;
        }
        assertThat(Trend.of(times(120), values).orElseThrow().slope() * 3_600_000)
                .isCloseTo(1, within(0.05));
    }

    @Test
    void tooFewSayNothing() {
        assertThat(Trend.of(times(10), line(1, 10, 1, 0))).isEmpty();
        assertThat(Trend.of(times(50), line(1, 50, 0, 0))).isEmpty();
    }
}
