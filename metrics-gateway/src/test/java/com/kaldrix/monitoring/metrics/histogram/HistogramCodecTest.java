package com.kaldrix.monitoring.metrics.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The message {@code Histogram}: what is written is read again, and damage is told from it. */
class HistogramCodecTest {
    @Example
    void theWireIsThatOfThePrototype() {
        NativeHistogram histogram = new NativeHistogram(
                true,
                -1,
                ResetHint.NO,
                8,
                2.5,
                0.5,
                1,
                new Buckets(List.of(new BucketSpan(-2, 2), new BucketSpan(1, 1)), new double[] {3, 1, 2}),
                new Buckets(List.of(new BucketSpan(0, 1)), new double[] {1}),
                List.of());

        String hex = HexFormat.of().formatHex(HistogramCodec.encode(histogram));

        // count_int, sum, schema (zigzag), zero_threshold, zero_count_int, negative and positive spans and deltas, hint
        assertThat(hex)
                .isEqualTo("0808" + "190000000000000440" + "2001" + "29000000000000e03f" + "3001" + "420408001001"
                        + "4a0102" + "5a0408031002" + "5a0408021001" + "6203060302" + "7002");
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("histograms") NativeHistogram histogram) {
        byte[] bytes = HistogramCodec.encode(histogram);

        assertThat(HistogramCodec.decode(bytes, 0, bytes.length)).isEqualTo(histogram);
        assertThat(HistogramCheck.problem(histogram)).isEmpty();
    }

    @Property(tries = 2_000)
    void damageIsReadOrRefusedAndNothingElse(@ForAll("histograms") NativeHistogram histogram, @ForAll Random random) {
        byte[] bytes = HistogramCodec.encode(histogram);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);

        try {
            NativeHistogram read = HistogramCodec.decode(bytes, 0, length);
            HistogramCheck.problem(read);
            read.positive().forEach((index, count) -> {});
        } catch (MalformedHistogramException told) {
            assertThat(told).hasMessageNotContaining("null");
        }
    }

    @Example
    void partsOfCountsThatAreNoWholeNumbersMakeAFloatHistogram() {
        NativeHistogram histogram = exponential(1.5, new double[] {1.5});
        byte[] bytes = HistogramCodec.encode(histogram);

        assertThat(HistogramCodec.decode(bytes, 0, bytes.length).integer()).isFalse();
        assertThat(HistogramCodec.decode(bytes, 0, bytes.length).count()).isEqualTo(1.5);
    }

    @Example
    void aLengthBeyondTheEndIsRefused() {
        byte[] lying = HexFormat.of().parseHex("5affffffff07");

        assertThatThrownBy(() -> HistogramCodec.decode(lying, 0, lying.length))
                .isInstanceOf(MalformedHistogramException.class);
    }

    @Property(tries = 500)
    void denseBucketsKeepEveryCountAtItsIndex(@ForAll("counts") double[] counts, @ForAll("firsts") int first) {
        Buckets buckets = Buckets.dense(first, counts);
        double[] found = new double[counts.length];
        buckets.forEach((index, count) -> found[index - first] = count);

        assertThat(found).isEqualTo(counts);
        assertThat(HistogramCheck.problem(exponential(buckets.total(), buckets)))
                .isEmpty();
    }

    @Provide
    Arbitrary<Integer> firsts() {
        return Arbitraries.integers().between(-1_000, 1_000);
    }

    @Provide
    Arbitrary<double[]> counts() {
        Arbitrary<Double> count = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0.0)),
                net.jqwik.api.Tuple.of(
                        2, Arbitraries.longs().between(0, 1L << 40).map(Long::doubleValue)));
        return count.array(double[].class).ofMaxSize(30);
    }

    @Provide
    Arbitrary<NativeHistogram> histograms() {
        Arbitrary<Buckets> sides = Combinators.combine(firsts(), counts()).as(Buckets::dense);
        Arbitrary<Double> zero = Arbitraries.longs().between(0, 1L << 30).map(Long::doubleValue);
        Arbitrary<ResetHint> hints = Arbitraries.of(ResetHint.class);
        return Combinators.combine(
                        sides, sides, zero, hints, Arbitraries.integers().between(-4, 8), Arbitraries.of(true, false))
                .as((positive, negative, zeros, hint, schema, integer) -> new NativeHistogram(
                        integer,
                        schema,
                        hint,
                        positive.total() + negative.total() + zeros,
                        positive.total() / 3,
                        1e-128,
                        zeros,
                        positive,
                        negative,
                        List.of()));
    }

    private static NativeHistogram exponential(double count, double[] counts) {
        return exponential(count, Buckets.dense(0, counts));
    }

    private static NativeHistogram exponential(double count, Buckets positive) {
        return new NativeHistogram(true, 0, ResetHint.UNKNOWN, count, count, 0, 0, positive, Buckets.NONE, List.of());
    }
}
