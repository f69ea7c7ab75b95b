package com.kaldrix.monitoring.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.local.fleet.MetricFamily.Histogram;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Value;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Values;
import com.kaldrix.monitoring.local.fleet.NodeSpec.Delivery;
import com.kaldrix.monitoring.local.fleet.SimulatedNode.Page;
import com.kaldrix.monitoring.local.fleet.SimulatedNode.Telling;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedNodeTest {
    private static final Instant START = Instant.parse("2026-03-01T20:00:00Z");
    private static final NodeSpec EAST = new NodeSpec("kaldrix-us-east-1-1", "us-east-1", Delivery.SCRAPE, 0.175);
    private static final NodeSpec WEST = new NodeSpec("kaldrix-us-west-2-1", "us-west-2", Delivery.SCRAPE, 0.05);

    private final Faults faults = new Faults();

    @Test
    void aNodeSaysTheSameHoweverOftenItIsAsked() {
        SimulatedNode often = node(EAST);
        for (int second = 0; second < 100; second += 7) {
            often.tell(Page.APPLICATION, START.plusSeconds(second));
        }
        for (Page page : Page.values()) {
            assertThat(text(often, page, 100)).isEqualTo(text(node(EAST), page, 100));
        }
        assertThat(text(new SimulatedNode(EAST, faults, 2, START), Page.APPLICATION, 100))
                .isNotEqualTo(text(often, Page.APPLICATION, 100));
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void noCounterFallsButWithANewProcess(FaultKind kind) {
        faults.add(new Fault(kind, "*", START.plusSeconds(20), START.plusSeconds(40)));
        SimulatedNode node = node(EAST);
        for (Page page : Page.values()) {
            List<MetricFamily> before = List.of();
            for (int second = 0; second < 80; second++) {
                List<MetricFamily> now =
                        node.tell(page, START.plusSeconds(second)).families();
                if (!(kind == FaultKind.NODE_CRASH && second == 40)) {
                    assertThat(falling(before, now))
                            .as("%s at %d s", kind, second)
                            .isEmpty();
                }
                before = now;
            }
            node = node(EAST);
        }
    }

    @Test
    void trafficFollowsTheShareAndTheTimeOfDay() {
        double east = rate(EAST, START);
        double west = rate(WEST, START);
        assertThat(east / west).isBetween(2.5, 5.0);
        // 15:00 and 3:00 on the clocks of the east.
        assertThat(rate(EAST, Instant.parse("2026-03-01T08:00:00Z"))).isLessThan(east * 0.6);
    }

    @Test
    void histogramsHoldTogether() {
        Histogram latency = histogram(node(EAST), Page.APPLICATION, "kaldrix_node_transaction_latency_seconds", 300);
        long[] cumulative = latency.cumulative();
        for (int index = 1; index < cumulative.length; index++) {
            assertThat(cumulative[index]).isGreaterThanOrEqualTo(cumulative[index - 1]);
        }
        assertThat(latency.count()).isGreaterThanOrEqualTo(cumulative[cumulative.length - 1]);
        assertThat(latency.sum() / latency.count()).isBetween(0.7, 1.0);
        assertThat(cumulative[4]).as("within a second").isBetween(latency.count() * 7 / 10, latency.count() * 9 / 10);
    }

    @Test
    void aCrashedProcessBeginsAnewAndTheChainDoesNot() {
        faults.add(new Fault(FaultKind.NODE_CRASH, EAST.name(), START.plusSeconds(60), START.plusSeconds(90)));
        SimulatedNode node = node(EAST);
        double before = value(node, Page.APPLICATION, "kaldrix_node_transactions_total", "ok", 59);
        double cpu = value(node, Page.APPLICATION, "node_cpu_seconds_total", "idle", 59);
        double after = value(node, Page.APPLICATION, "kaldrix_node_transactions_total", "ok", 95);

        assertThat(after).isBetween(1.0, before / 2);
        assertThat(value(node, Page.APPLICATION, "node_cpu_seconds_total", "idle", 95))
                .isGreaterThan(cpu);
        assertThat(value(node, Page.APPLICATION, "process_start_time_seconds", "", 95))
                .isEqualTo(START.plusSeconds(90).getEpochSecond());
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 95))
                .isGreaterThan(30_000_000);
        assertThat(value(node(WEST), Page.APPLICATION, "process_start_time_seconds", "", 95))
                .isEqualTo(START.getEpochSecond());
    }

    @Test
    void aStallStopsTheHeightAndRoundsFail() {
        faults.add(new Fault(FaultKind.CONSENSUS_STALL, "*", START.plusSeconds(60), START.plusSeconds(120)));
        SimulatedNode node = node(EAST);
        double height = value(node, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 60);
        double failed = value(node, Page.BLOCKCHAIN, "kaldrix_node_consensus_rounds_total", "failed", 60);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 119))
                .isEqualTo(height);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_consensus_rounds_total", "failed", 119))
                .isGreaterThan(failed + 4);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 140))
                .isCloseTo(height + 10, within(1.0));
    }

    @Test
    void aPartitionedNodeCatchesUp() {
        faults.add(new Fault(FaultKind.PARTITION, "us-east-1", START.plusSeconds(60), START.plusSeconds(120)));
        SimulatedNode cut = node(EAST);
        SimulatedNode other = node(WEST);
        double height = value(cut, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 60);
        assertThat(value(cut, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 119))
                .isEqualTo(height);
        assertThat(value(cut, Page.BLOCKCHAIN, "kaldrix_node_peers", "", 119)).isEqualTo(3);
        assertThat(value(other, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 119))
                .isGreaterThan(height + 28);
        assertThat(value(cut, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 140))
                .isEqualTo(value(other, Page.BLOCKCHAIN, "kaldrix_node_block_height", "", 140));
    }

    @Test
    void fewerValidatorsVote() {
        faults.add(new Fault(FaultKind.VALIDATOR_LOSS, "us-west-2", START.plusSeconds(60), START.plusSeconds(120)));
        SimulatedNode node = node(WEST);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_validators", "active", 59))
                .isEqualTo(117);
        double missed = value(node, Page.BLOCKCHAIN, "kaldrix_node_validator_votes_total", "missed", 60);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_validators", "active", 100))
                .isEqualTo(78);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_validator_votes_total", "missed", 100) - missed)
                .isBetween(60.0, 80.0);
        assertThat(value(node, Page.BLOCKCHAIN, "kaldrix_node_validators", "active", 121))
                .isEqualTo(117);
    }

    @Test
    void aSkewedNodeGivesItsOwnTime() {
        faults.add(new Fault(FaultKind.CLOCK_SKEW, "*", START, Instant.MAX));
        Telling telling = node(EAST).tell(Page.BLOCKCHAIN, START.plusSeconds(10));
        assertThat(telling.time()).isEqualTo(START.plusSeconds(10 - 300));
        assertThat(telling.faults()).containsExactly(FaultKind.CLOCK_SKEW);
    }

    private SimulatedNode node(NodeSpec spec) {
        return new SimulatedNode(spec, faults, 1, START);
    }

    private static String text(SimulatedNode node, Page page, int second) {
        return TextPage.of(node.tell(page, START.plusSeconds(second)).families(), null);
    }

    private double rate(NodeSpec spec, Instant start) {
        SimulatedNode node = new SimulatedNode(spec, faults, 1, start);
        return value(node.tell(Page.APPLICATION, start.plusSeconds(60)), "kaldrix_node_transactions_total", "ok");
    }

    private static double value(SimulatedNode node, Page page, String name, String label, int second) {
        return value(node.tell(page, START.plusSeconds(second)), name, label);
    }

    private static double value(Telling telling, String name, String label) {
        return telling.families().stream()
                .filter(family -> family.name().equals(name))
                .flatMap(family -> ((Values) family).values().stream())
                .filter(value -> label.isEmpty() || value.labels().containsValue(label))
                .mapToDouble(Value::value)
                .findFirst()
                .orElseThrow();
    }

    private static Histogram histogram(SimulatedNode node, Page page, String name, int second) {
        return node.tell(page, START.plusSeconds(second)).families().stream()
                .filter(family -> family.name().equals(name))
                .map(Histogram.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The names of what counts and is less than before. */
    private static List<String> falling(List<MetricFamily> before, List<MetricFamily> now) {
        return before.stream()
                .filter(family -> now.stream()
                        .filter(later -> later.name().equals(family.name()))
                        .anyMatch(later -> fell(family, later)))
                .map(MetricFamily::name)
                .toList();
    }

    private static boolean fell(MetricFamily before, MetricFamily now) {
        if (before instanceof Histogram first && now instanceof Histogram second) {
            return second.count() < first.count() || second.sum() < first.sum();
        }
        if (before instanceof Values first && now instanceof Values second && first.counter()) {
            for (int index = 0; index < first.values().size(); index++) {
                if (second.values().get(index).value()
                        < first.values().get(index).value()) {
                    return true;
                }
            }
        }
        return false;
    }
}
