package com.kaldrix.monitoring.metrics.kpi.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.buffer.FakeBuffer;
import com.kaldrix.monitoring.metrics.buffer.FakeBuffer.Sample;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.window.EventTime;
import com.kaldrix.monitoring.metrics.window.Mark;
import com.kaldrix.monitoring.metrics.window.WindowPass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the gateway, and of those that it scrapes, is set back by an hour while KPIs are computed. */
class ClockSetBackTest {
    private static final Instant EARLY = Instant.ofEpochMilli(Exposition.T0);
    private static final Instant LATE = EARLY.plus(Duration.ofHours(1));
    private static final int ROUNDS = 30;

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(LATE);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeBuffer buffer = new FakeBuffer(5);
    private final List<KpiPartial> partials = new ArrayList<>();
    private double total = 1000;

    private WindowPass pass() {
        PartialWork work = new PartialWork(
                KpiFile.shipped(),
                new Identity(new Region("us-west-2"), "test", 0, 1, false),
                1000,
                (partial, fresh) -> partials.add(partial),
                new PartialMetrics(registry),
                (kind, text) -> {});
        return new WindowPass(
                buffer.reader("kpis"),
                work,
                new EventTime(Duration.ofSeconds(10), Duration.ofSeconds(30)),
                new Mark(folder.resolve("mark")),
                clock);
    }

    /** Each five seconds a counter that grows by 50 and a gauge. */
    private void rounds(WindowPass pass, Instant from) throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            clock.set(from.plusSeconds(5L * i));
            long now = clock.millis();
            total += 50;
            buffer.accept(
                    now,
                    List.of(
                            Sample.of(now, total, "__name__", "kaldrix_node_transactions_total", "status", "ok"),
                            Sample.of(now, 21, "__name__", "kaldrix_node_peers")));
            pass.step(Duration.ZERO);
        }
    }

    private static Optional<KpiPartial.Input> input(KpiPartial partial, String name) {
        return partial.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst();
    }

    private List<KpiPartial> windows(Instant from) {
        return partials.stream()
                .filter(partial -> !partial.windowStart().isBefore(from)
                        && partial.windowStart().isBefore(from.plus(Duration.ofMinutes(30))))
                .toList();
    }

    private static double grown(List<KpiPartial> partials) {
        return partials.stream()
                .flatMap(partial -> input(partial, "transactions_ok").stream())
                .mapToDouble(KpiPartial.Input::numerator)
                .sum();
    }

    @Test
    void noWindowIsLostAndCountersOfBothTimesAreKeptApart() throws InterruptedException {
        WindowPass pass = pass();

        rounds(pass, LATE);
        rounds(pass, EARLY);
        clock.advance(Duration.ofSeconds(60));
        pass.step(Duration.ZERO);

        List<KpiPartial> before = windows(LATE);
        List<KpiPartial> after = windows(EARLY);
        assertThat(before)
                .as("150 seconds, those among them that were open")
                .extracting(KpiPartial::windowStart)
                .containsExactlyElementsOf(IntStream.range(0, 15)
                        .mapToObj(i -> LATE.plusSeconds(10L * i))
                        .toList());
        assertThat(before)
                .allSatisfy(partial -> assertThat(input(partial, "peers"))
                        .hasValueSatisfying(peers -> assertThat(peers.sum()).isEqualTo(21)));
        assertThat(grown(before)).as("29 steps of 50").isCloseTo(29 * 50, within(1e-6));

        assertThat(after).hasSizeGreaterThanOrEqualTo(15);
        assertThat(after.subList(0, 15))
                .extracting(KpiPartial::windowStart)
                .containsExactlyElementsOf(IntStream.range(0, 15)
                        .mapToObj(i -> EARLY.plusSeconds(10L * i))
                        .toList());
        assertThat(grown(after)).as("nothing over the jump").isCloseTo(29 * 50, within(1e-6));
        assertThat(after.get(5).inputs()).anySatisfy(ok -> {
            assertThat(ok.name()).isEqualTo("transactions_ok");
            assertThat(ok.sum()).as("per second").isCloseTo(10, within(1e-6));
        });
        assertThat(registry.counter("kaldrix.gateway.kpi.samples.left.out").count())
                .isZero();
    }

    @Test
    void whatSendersWithTheRightTimeSayAfterwardsIsCounted() throws InterruptedException {
        WindowPass pass = pass();
        rounds(pass, LATE);
        rounds(pass, EARLY);
        double before = registry.counter("kaldrix.gateway.kpi.samples.left.out").count();

        buffer.accept(
                clock.millis(),
                List.of(Sample.of(LATE.plusSeconds(300).toEpochMilli(), 3, "__name__", "kaldrix_node_peers")));
        pass.step(Duration.ZERO);

        assertThat(registry.counter("kaldrix.gateway.kpi.samples.left.out").count())
                .isEqualTo(before + 1);
    }
}
