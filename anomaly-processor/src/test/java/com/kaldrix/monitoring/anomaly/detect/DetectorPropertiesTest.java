package com.kaldrix.monitoring.anomaly.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.anomaly.series.Calendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every detector, whatever the series. */
class DetectorPropertiesTest {
    private static final long START = 1_700_000_000_000L;
    private static final long STEP = 300_000;

    private static List<Detector> all() {
        return List.of(
                new RobustZ(64),
                new MovingAverage(0.2, 0.01, 0.02),
                new LevelShift(0.005),
                new Jump(),
                new Volatility(0.1, 0.005),
                new Extreme(),
                new Seasonal(),
                new HourNovelty(),
                new DropToZero(),
                new Stuck(),
                new Missing(),
                new Drift(0.1, 64, 0.002),
                shape(false),
                shape(true),
                forest());
    }

    private static Discord shape(boolean levelled) {
        return new Discord(new Discord.Shape("shape-" + levelled, 8, 100, levelled));
    }

    private static Forest forest() {
        return new Forest(new Forest.Shape("forest", 4, 5, 64, Forest.Transform.VALUE, true), 7);
    }

    private static double[] observe(Detector detector, double[] values) {
        Calendar calendar = Calendar.utc();
        double[] strange = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            strange[i] = detector.observe(calendar.read(START + i * STEP, values[i]));
        }
        return strange;
    }

    @Property(tries = 60)
    void strangenessIsNeverNegativeNorInfiniteAndHasASentence(@ForAll("wild") double[] values) {
        for (Detector detector : all()) {
            for (double strange : observe(detector, values)) {
                if (!Double.isNaN(strange)) {
                    assertThat(strange).as(detector.name()).isFinite().isNotNegative();
                }
            }
            assertThat(detector.evidence()).as(detector.name()).isNotBlank();
        }
    }

    @Property(tries = 30)
    void aShiftChangesNothing(@ForAll("tame") double[] values, @ForAll("powers") int power) {
        double shift = Math.scalb(1.0, power);
        double[] moved = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            moved[i] = values[i] + shift;
        }
        for (Detector detector : List.of(
                new RobustZ(64),
                new MovingAverage(0.2, 0.01, 0.02),
                new LevelShift(0.005),
                new Jump(),
                new Volatility(0.1, 0.005),
                new Extreme(),
                new HourNovelty(),
                new Drift(0.1, 64, 0.002),
                shape(false),
                shape(true),
                new Stuck(),
                new Missing())) {
            double[] before = observe(detector, values);
            double[] after = observe(fresh(detector), moved);
            same(detector, before, after);
        }
    }

    @Property(tries = 30)
    void aScaleChangesNothing(@ForAll("tame") double[] values, @ForAll("powers") int power) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = Math.scalb(values[i], power);
        }
        List<Detector> one = all();
        List<Detector> other = all();
        for (int d = 0; d < one.size(); d++) {
            same(one.get(d), observe(one.get(d), values), observe(other.get(d), scaled));
        }
    }

    private static Detector fresh(Detector like) {
        return all().stream()
                .filter(detector -> detector.name().equals(like.name()))
                .findFirst()
                .orElseThrow();
    }

    private static void same(Detector detector, double[] before, double[] after) {
        for (int i = 0; i < before.length; i++) {
            if (Double.isNaN(before[i])) {
                assertThat(after[i]).as("%s at %d", detector.name(), i).isNaN();
            } else {
                assertThat(after[i])
                        .as("%s at %d", detector.name(), i)
                        .isCloseTo(before[i], within(1e-6 * (1 + Math.abs(before[i]))));
            }
        }
    }

    @Property(tries = 15)
    void aCheckpointChangesNothing(@ForAll("wild") double[] values, @ForAll Random random) throws IOException {
        int cut = random.nextInt(values.length);
        List<Detector> whole = all();
        List<Detector> parted = all();
        for (int d = 0; d < whole.size(); d++) {
            double[] expected = observe(whole.get(d), values);
            Detector detector = parted.get(d);
            Calendar calendar = Calendar.utc();
            for (int i = 0; i < values.length; i++) {
                if (i == cut) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    detector.save(new DataOutputStream(bytes));
                    detector = fresh(detector);
                    detector.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                }
                double strange = detector.observe(calendar.read(START + i * STEP, values[i]));
                assertThat(strange)
                        .as("%s at %d, cut at %d", detector.name(), i, cut)
                        .isEqualTo(Double.valueOf(expected[i]));
            }
        }
    }

    @Provide
    Arbitrary<double[]> tame() {
        return Arbitraries.longs()
                .map(seed -> new Random(seed)
                        .ints(400, 0, 4000)
                        .mapToDouble(i -> i / 16.0)
                        .toArray());
    }

    @Provide
    Arbitrary<Integer> powers() {
        return Arbitraries.integers().between(-8, 12);
    }

    /** Gaps, infinities, constants, monotone runs, giants, single points. */
    @Provide
    Arbitrary<double[]> wild() {
        Arbitrary<Double> odd = Arbitraries.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0.0,
                -0.0,
                1e300,
                -1e300,
                Double.MIN_VALUE,
                1e-9);
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.integers().between(0, 3),
                        odd)
                .as((seed, length, kind, strange) -> {
                    Random random = new Random(seed);
                    double[] values = new double[length];
                    for (int i = 0; i < length; i++) {
                        values[i] = switch (kind) {
                            case 0 -> 42;
                            case 1 -> i;
                            case 2 -> random.nextGaussian();
                            default -> random.nextInt(4) == 0 ? strange : random.nextInt(3);
                        };
                        if (kind > 0 && random.nextInt(40) == 0) {
                            values[i] = strange;
                        }
                    }
                    return values;
                });
    }
}
