package com.kaldrix.monitoring.metrics.kpi.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.KpiPartial.Input;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowMergeTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Region EAST = new Region("us-east-1");
    private static final Region WEST = new Region("us-west-2");
    private static final Region EUROPE = new Region("eu-west-1");
    private static final TrafficWeights WEIGHTS = new TrafficWeights(Map.of(EAST, 70.0, WEST, 20.0, EUROPE, 10.0));
    private static final KpiCatalogue CATALOGUE = KpiFile.shipped();

    private final WindowMerge hub = hub();

    private static WindowMerge hub() {
        return new WindowMerge(
                CATALOGUE, WEIGHTS, new WindowMerge.Expected(EAST, 1, true, Duration.ofSeconds(60)), Instant.EPOCH);
    }

    private static KpiPartial partial(Region region, String replica, int window, Input... inputs) {
        return new KpiPartial(region, replica, START.plusSeconds(10L * window), 10, List.of(inputs));
    }

    private static Input input(String name, double sum) {
        return new Input(name, "kaldrix", 1, sum, sum, sum, sum, sum * 10, 10, null);
    }

    private static Input[] latency(double seconds) {
        return new Input[] {input("peer_latency_seconds", seconds), input("peer_latency_trips", 1)};
    }

    private static double value(KpiWindow window, String region, String kpi) {
        Outcome outcome =
                Objects.requireNonNull(window.values().get(region), region).get(kpi);
        assertThat(outcome).as("%s in %s", kpi, region).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) Objects.requireNonNull(outcome)).number();
    }

    private static Instant after(int window, int seconds) {
        return START.plusSeconds(10L * (window + 1) + seconds);
    }

    @Test
    void aWindowIsToldAsSoonAsAllRegionsHaveReported() {
        hub.accept(partial(EAST, "g-0", 0, input("transactions_ok", 70)));
        hub.accept(partial(WEST, "g-0", 0, input("transactions_ok", 20)));
        assertThat(hub.due(after(0, 31))).isEmpty();

        hub.accept(partial(EUROPE, "g-0", 0, input("transactions_ok", 10)));
        List<KpiWindow> due = hub.due(after(0, 31));

        assertThat(due).hasSize(1);
        assertThat(value(due.getFirst(), "global", "transactions_per_second")).isEqualTo(100);
        assertThat(value(due.getFirst(), "us-west-2", "transactions_per_second"))
                .isEqualTo(20);
        assertThat(due.getFirst().missing()).isEmpty();
        assertThat(hub.due(after(0, 90))).isEmpty();
    }

    @Test
    void weightsAreRenormalisedOverTheRegionsThatReport() {
        hub.accept(partial(EAST, "g-0", 0, latency(0.1)));
        hub.accept(partial(WEST, "g-0", 0, latency(0.4)));

        KpiWindow window = hub.due(after(0, 60)).getFirst();

        assertThat(window.missing()).containsExactly("eu-west-1");
        assertThat(value(window, "global", "network_latency_seconds"))
                .isCloseTo((70 * 0.1 + 20 * 0.4) / 90, within(1e-9));
    }

    @Test
    void aRegionWithoutAValueWeighsNothing() {
        hub.accept(partial(EAST, "g-0", 0, latency(0.1)));
        hub.accept(partial(WEST, "g-0", 0));
        hub.accept(partial(EUROPE, "g-0", 0, latency(0.9)));

        KpiWindow window = hub.due(after(0, 31)).getFirst();

        assertThat(value(window, "global", "network_latency_seconds"))
                .isCloseTo((70 * 0.1 + 10 * 0.9) / 80, within(1e-9));
        assertThat(window.values().getOrDefault("us-west-2", Map.of()).get("network_latency_seconds"))
                .isInstanceOf(Outcome.NoData.class);
    }

    @Test
    void whatComesLateRevisesItsWindow() {
        hub.accept(partial(EAST, "g-0", 0, input("transactions_ok", 70)));
        hub.accept(partial(EAST, "g-0", 1, input("transactions_ok", 70)));
        assertThat(hub.due(after(1, 60))).hasSize(2);

        hub.accept(partial(WEST, "g-0", 0, input("transactions_ok", 20)));
        List<KpiWindow> revised = hub.due(after(1, 70));

        assertThat(revised).hasSize(1);
        assertThat(revised.getFirst().revised()).isTrue();
        assertThat(value(revised.getFirst(), "global", "transactions_per_second"))
                .isEqualTo(90);
    }

    @Test
    void aRepetitionChangesNothing() {
        KpiPartial east = partial(EAST, "g-0", 0, input("transactions_ok", 70));
        hub.accept(east);
        hub.accept(east);
        assertThat(value(hub.due(after(0, 60)).getFirst(), "global", "transactions_per_second"))
                .isEqualTo(70);

        hub.accept(east);

        assertThat(hub.due(after(0, 80))).isEmpty();
    }

    @Test
    void replicasOfARegionAddUpAndAreWaitedFor() {
        WindowMerge region = new WindowMerge(
                CATALOGUE, WEIGHTS, new WindowMerge.Expected(WEST, 2, false, Duration.ofSeconds(60)), Instant.EPOCH);
        region.accept(partial(WEST, "g-0", 0, input("transactions_ok", 5)));
        region.accept(partial(EAST, "g-0", 0, input("transactions_ok", 100)));
        assertThat(region.due(after(0, 31))).isEmpty();

        region.accept(partial(WEST, "g-1", 0, input("transactions_ok", 7)));
        KpiWindow window = region.due(after(0, 31)).getFirst();

        assertThat(value(window, "us-west-2", "transactions_per_second")).isEqualTo(12);
        assertThat(window.regions()).as("other regions are the hub's").containsExactly("us-west-2");
    }

    @Test
    void itSaysWhichRegionIsLateOrNeverCame() {
        hub.accept(partial(EAST, "g-0", 10));
        hub.accept(partial(WEST, "g-0", 0));

        List<RegionStatus> statuses = hub.regions(after(10, 31));

        assertThat(statuses)
                .extracting(status -> status.region().code(), RegionStatus::reporting)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("eu-west-1", false),
                        org.assertj.core.groups.Tuple.tuple("us-east-1", true),
                        org.assertj.core.groups.Tuple.tuple("us-west-2", false));
        assertThat(statuses.get(0).late()).isEmpty();
        assertThat(statuses.get(2).late()).contains(Duration.ofSeconds(61));
    }

    @Test
    void aRegionReportsFromOneWindowToTheNextHoweverShortThePatience() {
        WindowMerge impatient = new WindowMerge(
                CATALOGUE, WEIGHTS, new WindowMerge.Expected(EAST, 1, true, Duration.ofSeconds(8)), Instant.EPOCH);
        for (int window = 0; window < 6; window++) {
            // A window comes five seconds after its end.
            impatient.accept(partial(WEST, "g-0", window));
            for (int seconds = 5; seconds < 15; seconds++) {
                assertThat(impatient.regions(after(window, seconds)))
                        .filteredOn(RegionStatus::reporting)
                        .extracting(RegionStatus::region)
                        .containsExactly(WEST);
            }
        }

        assertThat(impatient.regions(after(5, 19)))
                .as("the window after it is a second overdue")
                .filteredOn(status -> status.region().equals(WEST))
                .containsExactly(new RegionStatus(WEST, false, Optional.of(Duration.ofSeconds(1)), 1));
    }

    @Property(tries = 50)
    void theOrderOfPartialsDoesNotMatterNorDoesTheirNumber(@ForAll long seed) {
        Random random = new Random(seed);
        List<KpiPartial> partials = new ArrayList<>();
        for (int window = 0; window < 3; window++) {
            for (Region region : List.of(EAST, WEST, EUROPE)) {
                for (String replica : List.of("g-0", "g-1")) {
                    partials.add(partial(
                            region,
                            replica,
                            window,
                            input("transactions_ok", random.nextDouble()),
                            input("peers", random.nextInt(50)),
                            input("height", random.nextInt(1000))));
                }
            }
        }
        List<KpiPartial> otherwise = new ArrayList<>(partials);
        otherwise.addAll(partials.subList(0, random.nextInt(partials.size())));
        Collections.shuffle(otherwise, random);

        assertThat(told(otherwise)).isEqualTo(told(partials)).hasSize(3);
    }

    private static List<KpiWindow> told(List<KpiPartial> partials) {
        WindowMerge merge = hub();
        partials.forEach(merge::accept);
        return merge.due(after(2, 60));
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceKpis() {
        WindowMerge region = new WindowMerge(
                CATALOGUE, WEIGHTS, new WindowMerge.Expected(WEST, 1, false, Duration.ofSeconds(60)), Instant.EPOCH);
        region.accept(partial(WEST, "g-0", 360));
        assertThat(region.due(after(360, 60))).hasSize(1);

        region.accept(partial(WEST, "g-0", 0, input("transactions_ok", 5)));

        assertThat(region.due(after(0, 40))).hasSize(1).noneMatch(KpiWindow::revised);
    }

    @Test
    void windowsThatWereWaitedForWhenTheClockWasSetBackAreTold() {
        for (int window = 356; window <= 360; window++) {
            hub.accept(partial(EAST, "g-0", window, input("transactions_ok", window)));
        }
        assertThat(hub.due(after(356, 60))).hasSize(1);

        hub.accept(partial(EAST, "g-0", 0, input("transactions_ok", 5)));
        List<KpiWindow> told = hub.due(after(0, 31));

        assertThat(told)
                .extracting(KpiWindow::start)
                .containsExactly(
                        START.plusSeconds(3570),
                        START.plusSeconds(3580),
                        START.plusSeconds(3590),
                        START.plusSeconds(3600));
        assertThat(told).noneMatch(KpiWindow::revised);
        assertThat(value(told.getLast(), "us-east-1", "transactions_per_second"))
                .isEqualTo(360);
        assertThat(hub.due(after(0, 60)))
                .extracting(KpiWindow::start)
                .as("and what comes now in its time")
                .containsExactly(START);
        assertThat(hub.regions(after(30, 60)))
                .as("who was heard before may be silent now")
                .noneMatch(status -> status.region().equals(EAST) && status.reporting());
    }

    @Test
    void memoryIsBounded() {
        for (int window = 0; window < 1000; window++) {
            hub.accept(partial(EAST, "g-0", window));
        }
        for (int replica = 0; replica < 1000; replica++) {
            hub.accept(partial(WEST, "g-" + replica, 999));
        }

        List<KpiWindow> due = hub.due(after(999, 60));

        assertThat(due).hasSize(90);
        assertThat(hub.regions(after(999, 0)).stream()
                        .mapToInt(RegionStatus::replicas)
                        .sum())
                .isLessThanOrEqualTo(256);
        assertThat(Arrays.asList(due.getFirst().start(), due.getLast().start()))
                .containsExactly(START.plusSeconds(9100), START.plusSeconds(9990));
    }
}
