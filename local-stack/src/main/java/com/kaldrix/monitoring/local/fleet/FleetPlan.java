package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.NodeSpec.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes there are, and how they behave.
 *
 * @param nodes of all regions
 * @param seed what chance follows from
 * @param pushEvery how often nodes that push do
 */
public record FleetPlan(List<NodeSpec> nodes, long seed, Duration pushEvery) {
    /** Of the traffic, in the order of the regions; a region beyond them gets as much as the last. */
    private static final List<Double> SHARES = List.of(0.7, 0.2, 0.1);

    public FleetPlan {
        nodes = List.copyOf(nodes);
        if (pushEvery.isNegative() || pushEvery.isZero()) {
            throw new IllegalArgumentException("nodes push in intervals above zero");
        }
    }

    /** Four nodes in each region, one for each way of delivery, that push every ten seconds. */
    public static FleetPlan of(List<String> regions) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int index = 0; index < regions.size(); index++) {
            String region = regions.get(index);
            double share = SHARES.get(Math.min(index, SHARES.size() - 1)) / Delivery.values().length;
            for (Delivery delivery : Delivery.values()) {
                String name = "kaldrix-" + region + "-" + (delivery.ordinal() + 1);
                nodes.add(new NodeSpec(name, region, delivery, share));
            }
        }
        return new FleetPlan(nodes, 20_260_101, Duration.ofSeconds(10));
    }

    /** The same, pushing that often. */
    public FleetPlan pushingEvery(Duration interval) {
        return new FleetPlan(nodes, seed, interval);
    }
}
