package com.kaldrix.monitoring.local.fleet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * What one second brings to a node: the traffic of that time of day, a little chance, and what is wrong.
 *
 * @param rate transactions in the second that clients give to this node
 * @param faults what is wrong
 * @param chance between -1 and 1, different for each node and second
 */
record Conditions(double rate, Set<FaultKind> faults, double chance) {
    private static final double WHOLE_RATE = 2_000;
    private static final double SWING = 0.35;
    private static final int BUSIEST_HOUR = 15;
    private static final double SECONDS_OF_A_DAY = 86_400;

    static Conditions of(NodeSpec node, Instant second, Set<FaultKind> faults, long seed) {
        double chance = chance(seed, node.name().hashCode(), second.getEpochSecond());
        double local = second.atOffset(offset(node.region())).toLocalTime().toSecondOfDay();
        double shape = 1 + SWING * Math.cos(2 * Math.PI * (local / SECONDS_OF_A_DAY - BUSIEST_HOUR / 24.0));
        return new Conditions(WHOLE_RATE * node.share() * shape * (1 + 0.05 * chance), Set.copyOf(faults), chance);
    }

    boolean has(FaultKind fault) {
        return faults.contains(fault);
    }

    /** Whether blocks come to this node. */
    boolean chainMoves() {
        return !has(FaultKind.CONSENSUS_STALL) && !has(FaultKind.PARTITION);
    }

    /** By how much everything takes longer. */
    double slowness() {
        return (has(FaultKind.LATENCY_SPIKE) ? 6 : 1) * (1 + 0.08 * chance);
    }

    /** People are awake by their own clocks. */
    private static ZoneOffset offset(String region) {
        return switch (region.substring(0, region.indexOf('-'))) {
            case "us" -> ZoneOffset.ofHours(region.startsWith("us-west") ? -8 : -5);
            case "eu" -> ZoneOffset.ofHours(1);
            case "ap" -> ZoneOffset.ofHours(8);
            default -> ZoneOffset.UTC;
        };
    }

    /** The finaliser of SplitMix64 over all that chance follows from. */
    private static double chance(long seed, long node, long second) {
        long mixed = seed * 0x9E3779B97F4A7C15L + node * 0xBF58476D1CE4E5B9L + second * 0x94D049BB133111EBL;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-52 - 1;
    }
}
