package com.kaldrix.monitoring.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
    @Property(tries = 200)
    void aQuantileIsWithinTwoInAHundred(
            @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = 1e-6, max = 1e6) @Scale(6) Double> values,
            @ForAll @IntRange(min = 0, max = 100) int percent) {
        QuantileSketchBuilder builder = new QuantileSketchBuilder();
        values.forEach(value -> builder.add(value, 1));
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        int rank = Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1);

        double found = builder.build().quantile(percent / 100.0);

        assertThat(found).isBetween(sorted[rank] * 0.95, sorted[rank] * 1.05);
    }

    @Property(tries = 200)
    void mergingIsCommutativeAssociativeAndHasANeutralElement(
            @ForAll @Size(max = 20) List<@DoubleRange(min = 0, max = 1e6) Double> one,
            @ForAll @Size(max = 20) List<@DoubleRange(min = 0, max = 1e6) Double> two,
            @ForAll @Size(max = 20) List<@DoubleRange(min = 0, max = 1e6) Double> three) {
        QuantileSketch a = of(one);
        QuantileSketch b = of(two);
        QuantileSketch c = of(three);

        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(QuantileSketch.empty())).isEqualTo(a);
        assertThat(a.merge(b).total()).isEqualTo(one.size() + two.size());
    }

    private static QuantileSketch of(List<Double> values) {
        QuantileSketchBuilder builder = new QuantileSketchBuilder();
        values.forEach(value -> builder.add(value, 1));
        return builder.build();
    }

    @Test
    void bucketsOfAHistogramAreTakenAsSpreadEvenly() {
        QuantileSketch sketch = new QuantileSketchBuilder()
                .spread(0, 0.1, 50)
                .spread(0.1, 0.5, 50)
                .build();

        assertThat(sketch.total()).isCloseTo(100, within(0.001));
        assertThat(sketch.quantile(0.5)).isCloseTo(0.1, within(0.004));
        assertThat(sketch.quantile(0.75)).isCloseTo(0.3, within(0.01));
        assertThat(sketch.quantile(1)).isCloseTo(0.5, within(0.02));
    }

    @Test
    void whatLiesBeyondTheLastBucketCountsAsItsBound() {
        QuantileSketch sketch = new QuantileSketchBuilder()
                .spread(10, Double.POSITIVE_INFINITY, 5)
                .build();

        assertThat(sketch.quantile(0.99)).isCloseTo(10, within(0.4));
    }

    @Test
    void nothingHasNoQuantile() {
        assertThat(QuantileSketch.empty().quantile(0.5)).isNaN();
        assertThat(new QuantileSketchBuilder().add(0, 3).build().quantile(0.5)).isZero();
        assertThat(new QuantileSketchBuilder()
                        .add(-1, 3)
                        .add(Double.NaN, 1)
                        .build()
                        .zero())
                .isEqualTo(4);
    }

    @Test
    void aSketchOfAStrangerIsChecked() {
        assertThatThrownBy(() -> new QuantileSketch(-1, 0, List.of())).hasMessageContaining("zero");
        assertThatThrownBy(() -> new QuantileSketch(0, 1 << 30, List.of(1.0))).hasMessageContaining("first");
        assertThatThrownBy(() -> new QuantileSketch(0, 0, Arrays.asList(1.0, -1.0)))
                .hasMessageContaining("counts");
        assertThatThrownBy(() -> new QuantileSketch(Double.NaN, 0, List.of())).hasMessageContaining("zero");
    }
}
