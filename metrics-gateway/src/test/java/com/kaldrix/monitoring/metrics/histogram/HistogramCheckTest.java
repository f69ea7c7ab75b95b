package com.kaldrix.monitoring.metrics.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus refuses in a native histogram is refused here. */
class HistogramCheckTest {
    private static final Buckets TWO = new Buckets(List.of(new BucketSpan(0, 2)), new double[] {1, 2});

    @Test
    void oneThatFitsIsFine() {
        assertThat(HistogramCheck.problem(histogram(3, 4, 6, 0, 1, TWO, Buckets.NONE)))
                .isEmpty();
    }

    @Test
    void theTotalMustBeThatOfTheBuckets() {
        assertThat(HistogramCheck.problem(histogram(3, 5, 6, 0, 1, TWO, Buckets.NONE)))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("5.0").contains("4.0"));
    }

    @Test
    void observationsThatAreNoNumbersAreInNoBucket() {
        assertThat(HistogramCheck.problem(histogram(3, 5, Double.NaN, 0, 1, TWO, Buckets.NONE)))
                .isEmpty();
        assertThat(HistogramCheck.problem(histogram(3, 3, Double.NaN, 0, 1, TWO, Buckets.NONE)))
                .isPresent();
    }

    @Test
    void spansMustCoverTheCounts() {
        Buckets short1 = new Buckets(List.of(new BucketSpan(0, 1)), new double[] {1, 2});

        assertThat(HistogramCheck.problem(histogram(0, 3, 3, 0, 0, short1, Buckets.NONE)))
                .hasValue("has positive spans of 1 buckets and counts of 2");
    }

    @Test
    void spansDoNotGoBack() {
        Buckets back = new Buckets(List.of(new BucketSpan(4, 1), new BucketSpan(-1, 1)), new double[] {1, 2});

        assertThat(HistogramCheck.problem(histogram(0, 3, 3, 0, 0, Buckets.NONE, back)))
                .hasValue("has a negative span that goes back by 1");
    }

    @Test
    void countsAreNotNegative() {
        Buckets less = new Buckets(List.of(new BucketSpan(0, 2)), new double[] {3, -1});

        assertThat(HistogramCheck.problem(histogram(0, 2, 3, 0, 0, less, Buckets.NONE)))
                .hasValue("has a positive bucket with the count -1.0");
    }

    @Test
    void thereAreThirteenSchemasAndOneForCustomBounds() {
        assertThat(HistogramCheck.problem(histogram(9, 3, 3, 0, 0, TWO, Buckets.NONE)))
                .isPresent();
        assertThat(HistogramCheck.problem(histogram(-5, 3, 3, 0, 0, TWO, Buckets.NONE)))
                .isPresent();
    }

    @Test
    void customBoundsAreInOrderAndCoverTheBuckets() {
        assertThat(HistogramCheck.problem(custom(List.of(1.0), TWO))).isEmpty();
        assertThat(HistogramCheck.problem(custom(List.of(), TWO))).isPresent();
        assertThat(HistogramCheck.problem(custom(List.of(2.0, 1.0), TWO))).isPresent();
        assertThat(HistogramCheck.problem(custom(List.of(1.0, Double.POSITIVE_INFINITY), TWO)))
                .isPresent();
    }

    private static NativeHistogram custom(List<Double> bounds, Buckets positive) {
        return new NativeHistogram(
                true, NativeHistogram.CUSTOM, ResetHint.UNKNOWN, 3, 3, 0, 0, positive, Buckets.NONE, bounds);
    }

    private static NativeHistogram histogram(
            int schema, double count, double sum, double threshold, double zero, Buckets positive, Buckets negative) {
        return new NativeHistogram(
                true, schema, ResetHint.UNKNOWN, count, sum, threshold, zero, positive, negative, List.of());
    }
}
