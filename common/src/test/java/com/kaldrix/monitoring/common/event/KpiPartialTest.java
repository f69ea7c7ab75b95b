package com.kaldrix.monitoring.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.event.KpiPartial.Input;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KpiPartialTest {
    @Property(tries = 200)
    void inputsMergeInAnyOrder(@ForAll("inputs") Input a, @ForAll("inputs") Input b, @ForAll("inputs") Input c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    /** Whole numbers, so that sums are exact. */
    @Provide
    Arbitrary<Input> inputs() {
        Arbitrary<Integer> number = Arbitraries.integers().between(-1_000_000, 1_000_000);
        Arbitrary<QuantileSketch> sketch = Arbitraries.integers()
                .between(0, 1000)
                .list()
                .ofMaxSize(5)
                .map(values -> {
                    QuantileSketchBuilder builder = new QuantileSketchBuilder();
                    values.forEach(value -> builder.add(value, 1));
                    return builder.build();
                });
        return Combinators.combine(number, number, number, number, sketch.injectNull(0.3))
                .as((sum, min, last, numerator, distribution) ->
                        new Input("x", "kaldrix", 1, sum, min, min + 1.0, last, numerator, 10, distribution));
    }

    @Test
    void otherInputsDoNotMerge() {
        assertThatThrownBy(() -> input("a", "kaldrix").merge(input("a", "geth")))
                .hasMessageContaining("a/kaldrix")
                .hasMessageContaining("a/geth");
    }

    @Test
    void anInputStandsOnceAndIsFinite() {
        assertThatThrownBy(() -> new KpiPartial(
                        new Region("us-east-1"),
                        "r",
                        Instant.EPOCH,
                        10,
                        List.of(input("a", "kaldrix"), input("a", "kaldrix"))))
                .hasMessageContaining("a/kaldrix twice");
        assertThatThrownBy(() -> new Input("a", "b", 1, Double.NaN, 0, 0, 0, 0, 0, null))
                .hasMessageContaining("not finite");
    }

    private static Input input(String name, String source) {
        return new Input(name, source, 1, 1, 1, 1, 1, 1, 1, null);
    }
}
