package com.kaldrix.monitoring.anomaly.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ComponentStateTest {
    private static final long START = 1_772_420_400_000L;
    private static final UUID LOAD = new UUID(0, 1);
    private static final UUID CPU = new UUID(0, 2);
    private static final UUID LATENCY = new UUID(0, 3);
    private static final UUID OTHER = new UUID(0, 4);

    private final List<Break> told = new ArrayList<>();

    /** CPU and latency follow load, latency by 30 s; the other does what it likes. From some row on CPU goes its own way. */
    private static final class Service {
        private final Random random;
        private final double[] loads = new double[4];
        private double load;
        private double stray;

        private Service() {
            this(5);
        }

        private Service(int seed) {
            random = new Random(seed);
        }

        Map<UUID, Double> row(boolean broken) {
            load = 0.95 * load + random.nextGaussian();
            stray = 0.95 * stray + random.nextGaussian();
            System.arraycopy(loads, 0, loads, 1, 3);
            loads[0] = load;
            Map<UUID, Double> row = new HashMap<>();
            row.put(LOAD, 100 + 10 * load + random.nextGaussian());
            row.put(CPU, 0.5 + 0.05 * (broken ? stray : load) + 0.01 * random.nextGaussian());
            row.put(LATENCY, 20 + 2 * loads[3] + 0.3 * random.nextGaussian());
            row.put(OTHER, random.nextGaussian());
            return row;
        }
    }

    private static ComponentState state() {
        ComponentState state = new ComponentState(8, 1);
        state.follow(List.of(LOAD, CPU, LATENCY, OTHER));
        return state;
    }

    private void run(ComponentState state, Service service, int from, int to, int breakFrom, int breakTo) {
        for (int i = from; i < to; i++) {
            state.add(START + 10_000L * i, service.row(i >= breakFrom && i < breakTo), told::add);
        }
    }

    @Test
    void learnsWhatGoesTogetherAndWhoFollowsWhom() {
        ComponentState state = state();
        run(state, new Service(), 0, 1500, -1, -1);
        assertThat(told).isEmpty();
        assertThat(state.expected())
                .hasSize(3)
                .noneMatch(one -> one.one().equals(OTHER) || one.other().equals(OTHER));
        assertThat(state.expected()).anySatisfy(one -> {
            assertThat(List.of(one.one(), one.other())).containsExactly(LOAD, LATENCY);
            assertThat(one.lag()).isEqualTo(3);
            assertThat(one.usual()).isCloseTo(0.97, within(0.04));
        });
    }

    @Test
    void tellsOfABreakOnceAndThatItIsOver() {
        ComponentState state = state();
        run(state, new Service(), 0, 2500, 1500, 1700);
        List<Break> breaks = told.stream()
                .filter(one -> one.type() == AnomalyType.CORRELATION_BREAK)
                .toList();
        assertThat(breaks).extracting(Break::series).containsOnly(CPU);
        assertThat(breaks)
                .extracting(Break::startedAt)
                .hasSize(breaks.size())
                .containsOnly(breaks.getFirst().startedAt());
        assertThat(breaks.getFirst().startedAt().toEpochMilli()).isBetween(START + 15_000_000L, START + 15_600_000L);
        assertThat(breaks.getFirst().relations())
                .extracting(Break.Relation::other)
                .contains(LOAD);
        assertThat(breaks.getFirst().expected()).isGreaterThan(0.9);
        assertThat(breaks.getFirst().present()).isLessThan(0.75);
        assertThat(breaks.getLast().endedAt()).isNotNull();
        assertThat(breaks.stream().filter(one -> one.endedAt() != null)).hasSize(1);
    }

    @Test
    void saysNothingWhenNothingBreaks() {
        for (int seed = 0; seed < 2; seed++) {
            run(state(), new Service(seed), 0, 5000, -1, -1);
        }
        assertThat(told)
                .filteredOn(one -> one.type() == AnomalyType.CORRELATION_BREAK)
                .isEmpty();
        assertThat(told).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void findsAStateThatEachSeriesAloneWouldNotShow() {
        ComponentState state = new ComponentState(8, 1);
        state.follow(List.of(LOAD, OTHER));
        Random random = new Random(2);
        for (int i = 0; i < 3000; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            boolean odd = i >= 2900 && i < 2910;
            // On a circle, and then in the middle of it, where each series has often been.
            double radius = odd ? 0 : 10 + 0.1 * random.nextGaussian();
            state.add(
                    START + 10_000L * i,
                    Map.of(LOAD, 50 + radius * Math.cos(angle), OTHER, 5 + radius * Math.sin(angle)),
                    told::add);
        }
        assertThat(told).isNotEmpty().allMatch(one -> one.type() == AnomalyType.PATTERN_DEVIATION);
        assertThat(told.getFirst().startedAt().toEpochMilli()).isBetween(START + 29_000_000L, START + 29_110_000L);
        assertThat(told.getLast().endedAt()).isNotNull();
    }

    @Property(tries = 4)
    void goesOnFromACheckpointAnywhere(@ForAll @IntRange(min = 1, max = 1699) int stop) throws IOException {
        told.clear();
        run(state(), new Service(), 0, 1700, 1400, 1500);
        List<Break> wanted = List.copyOf(told);
        told.clear();
        Service service = new Service();
        ComponentState first = state();
        run(first, service, 0, stop, 1400, 1500);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        first.save(new DataOutputStream(bytes));
        ComponentState second = new ComponentState(8, 99);
        assertThat(second.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isTrue();
        second.follow(List.of(LOAD, CPU, LATENCY, OTHER));
        run(second, service, stop, 1700, 1400, 1500);
        assertThat(told).isEqualTo(wanted).isNotEmpty();
    }

    @Test
    void gapsConstantsAndInfinitiesOfTimeHarmNothing() {
        ComponentState state = state();
        Service service = new Service();
        for (int i = 0; i < 2000; i++) {
            Map<UUID, Double> row = new HashMap<>(service.row(false));
            if (i % 7 == 0) {
                row.remove(CPU);
            }
            row.put(OTHER, 3.0);
            state.add(START + 10_000L * i, row, told::add);
            state.add(START, row, told::add);
        }
        assertThat(told)
                .filteredOn(one -> one.type() == AnomalyType.CORRELATION_BREAK)
                .isEmpty();
        state.follow(List.of(CPU));
        assertThat(state.expected()).isEmpty();
    }
}
