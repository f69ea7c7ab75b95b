package com.kaldrix.monitoring.local.fleet;

import java.util.Arrays;
import java.util.Optional;

/** What can go wrong with nodes. */
public enum FaultKind {
    /** No round ends: nothing becomes final, the height stands still. */
    CONSENSUS_STALL("consensus-stall"),
    /** The network to other regions is gone: few peers, lost messages, no new blocks. */
    PARTITION("partition"),
    /** The process is dead: nothing answers and nothing is pushed. It begins anew when the fault is over. */
    NODE_CRASH("node-crash"),
    /** A third of the validators does not vote. */
    VALIDATOR_LOSS("validator-loss"),
    /** Finality and peers take six times as long. */
    LATENCY_SPIKE("latency-spike"),
    /** Three of ten transactions fail. */
    TRANSACTION_FAILURES("transaction-failures"),
    /** The node's clock is five minutes slow, and its samples carry that time. */
    CLOCK_SKEW("clock-skew"),
    /** The pages hold what no parser can read; nothing is pushed. */
    EXPORTER_GARBAGE("exporter-garbage"),
    /** The pages answer after twelve seconds. */
    SLOW_EXPORTER("slow-exporter");

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    /** The name that people use, such as {@code validator-loss}. */
    public String label() {
        return label;
    }

    /** The fault of that name; empty when there is none. */
    public static Optional<FaultKind> named(String name) {
        return Arrays.stream(values()).filter(one -> one.label.equals(name)).findFirst();
    }
}
