package com.kaldrix.monitoring.metrics.kpi.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartialWorkTest {
    private static final long T0 = Exposition.T0;
    private static final String TRANSACTIONS = "kaldrix_node_transactions_total";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<KpiPartial> partials = new ArrayList<>();
    private final PartialWork work = work(1000);

    private PartialWork work(int most) {
        PartialWork fresh = new PartialWork(
                KpiFile.shipped(),
                new Identity(new Region("us-west-2"), "test", 0, 1, false),
                most,
                (partial, told) -> partials.add(partial),
                new PartialMetrics(registry),
                (kind, text) -> {});
        fresh.segment(0);
        fresh.openFrom(T0, T0 + 300_000);
        return fresh;
    }

    private Optional<KpiPartial.Input> input(int window, String name) {
        work.deliver();
        return partials.get(window).inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst();
    }

    private void close(int windows) {
        for (int i = 0; i < windows; i++) {
            work.close(T0 + i * 10_000L, T0 + (i + 1) * 10_000L, true);
            work.openFrom(T0 + (i + 1) * 10_000L, T0 + (i + 31) * 10_000L);
        }
    }

    @Property(tries = 100)
    void whateverTheIntervalNothingOfACounterIsLostAndRatesAreRight(
            @ForAll @IntRange(min = 1, max = 60) int seconds,
            @ForAll @DoubleRange(min = 0.5, max = 1000) double perSecond) {
        List<KpiPartial> all = Exposition.of(TRANSACTIONS + "{status=\"ok\"} 5 " + perSecond * seconds)
                .partials(KpiFile.shipped(), "us-west-2", seconds * 1000L);

        double increase = 0;
        for (KpiPartial partial : all) {
            for (KpiPartial.Input input : partial.inputs()) {
                increase += input.name().equals("transactions_ok") ? input.numerator() : 0;
            }
        }
        long covered = 120 / seconds * seconds;
        assertThat(increase).isCloseTo(perSecond * covered, within(1e-6 * perSecond * covered));
        assertThat(all.get(11).inputs()).anySatisfy(input -> {
            assertThat(input.name()).isEqualTo("transactions_ok");
            assertThat(input.sum()).isCloseTo(perSecond, within(1e-6 * perSecond));
        });
    }

    @Property(tries = 100)
    void resetsNeverMakeACounterShrink(@ForAll @Size(min = 2, max = 12) List<@IntRange(max = 50) Integer> values) {
        partials.clear();
        PartialWork fresh = work(1000);
        fresh.series(0, LabelSet.of("__name__", TRANSACTIONS, "status", "ok").encode());
        double expected = 0;
        for (int i = 0; i < values.size(); i++) {
            fresh.sample(0, T0 + i * 5_000L, values.get(i), 0);
            if (i > 0) {
                int before = values.get(i - 1);
                expected += values.get(i) < before ? values.get(i) : values.get(i) - before;
            }
        }
        for (int i = 0; i < 7; i++) {
            fresh.close(T0 + i * 10_000L, T0 + (i + 1) * 10_000L, true);
        }
        fresh.deliver();

        double increase = partials.stream()
                .flatMap(partial -> partial.inputs().stream())
                .filter(input -> input.name().equals("transactions_ok"))
                .mapToDouble(KpiPartial.Input::numerator)
                .sum();
        assertThat(increase).isCloseTo(expected, within(1e-6));
    }

    @Test
    void whatComesLateCountsInTheNextWindowWithTheTimeThatItCovers() {
        work.series(0, LabelSet.of("__name__", TRANSACTIONS, "status", "ok").encode());
        work.sample(0, T0, 0, 0);
        close(3);
        work.sample(0, T0 + 15_000, 30, 0);
        work.close(T0 + 30_000, T0 + 40_000, true);

        KpiPartial.Input input = input(3, "transactions_ok").orElseThrow();

        assertThat(input.numerator()).isEqualTo(30);
        assertThat(input.denominator()).isEqualTo(15);
        assertThat(input.sum()).isEqualTo(2);
        assertThat(registry.counter("kaldrix.gateway.kpi.samples.late").count()).isEqualTo(1);
    }

    @Test
    void aValueHoldsForItsLookbackAndNoLonger() {
        work.series(0, LabelSet.of("__name__", "kaldrix_node_peers").encode());
        work.sample(0, T0 + 5_000, 20, 0);
        close(12);

        assertThat(input(0, "peers")).isPresent();
        assertThat(input(8, "peers")).as("85 s old").isPresent();
        assertThat(input(9, "peers")).as("95 s old").isEmpty();
        assertThat(partials).as("a window without data is told as well").hasSize(12);
    }

    @Test
    void aSeriesThatHasEndedHasNoValue() {
        work.series(0, LabelSet.of("__name__", "kaldrix_node_peers").encode());
        work.sample(0, T0 + 5_000, 20, 0);
        work.sample(0, T0 + 15_000, Batch.STALE, 0);
        close(2);

        assertThat(input(0, "peers")).isPresent();
        assertThat(input(1, "peers")).isEmpty();
    }

    @Test
    void aReorganisationIsNoGrowth() {
        work.series(0, LabelSet.of("__name__", "chain_head_block").encode());
        work.sample(0, T0, 20_000_000, 0);
        work.sample(0, T0 + 5_000, 20_000_003, 0);
        work.sample(0, T0 + 10_000, 20_000_001, 0);
        close(1);

        assertThat(input(0, "height_growth").orElseThrow().numerator()).isEqualTo(3);
    }

    @Test
    void bucketsBecomeADistribution() {
        String name = "kaldrix_node_transaction_latency_seconds_bucket";
        double[] bounds = {0.1, 0.5, 1, Double.POSITIVE_INFINITY};
        double[] grown = {50, 90, 100, 100};
        for (int i = 0; i < bounds.length; i++) {
            String le = Double.isInfinite(bounds[i]) ? "+Inf" : Double.toString(bounds[i]);
            work.series(i, LabelSet.of("__name__", name, "le", le).encode());
            work.sample(i, T0, 7, 0);
            work.sample(i, T0 + 10_000, 7 + grown[i], 0);
        }
        close(1);

        KpiPartial.Input input = input(0, "transaction_latency").orElseThrow();
        assertThat(input.numerator()).isEqualTo(100);
        assertThat(java.util.Objects.requireNonNull(input.sketch()).quantile(0.5))
                .isCloseTo(0.1, within(0.005));
        assertThat(input.sketch().quantile(0.7)).isCloseTo(0.3, within(0.02));
    }

    @Test
    void seriesAreBounded() {
        PartialWork small = work(3);
        for (int i = 0; i < 10; i++) {
            small.series(
                    i,
                    LabelSet.of("__name__", "kaldrix_node_peers", "instance", "n" + i)
                            .encode());
            small.sample(i, T0 + 1_000, 1, 0);
        }
        small.close(T0, T0 + 10_000, true);
        small.deliver();

        assertThat(partials.getLast().inputs().getFirst().count()).isEqualTo(3);
        assertThat(registry.counter("kaldrix.gateway.kpi.series.refused").count())
                .isEqualTo(7);
    }

    @Test
    void whatLiesTooFarAheadOrBehindIsCounted() {
        work.series(0, LabelSet.of("__name__", "kaldrix_node_peers").encode());
        work.sample(0, T0 + 3_600_000, 20, 0);
        work.sample(0, T0 - 3_600_000, 20, 0);
        close(1);

        assertThat(input(0, "peers")).isEmpty();
        assertThat(registry.counter("kaldrix.gateway.kpi.samples.left.out").count())
                .isEqualTo(2);
    }
}
