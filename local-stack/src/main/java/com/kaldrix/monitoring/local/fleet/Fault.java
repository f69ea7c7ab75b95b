package com.kaldrix.monitoring.local.fleet;

import java.time.Instant;

/**
 * Something goes wrong for a while.
 *
 * @param kind what
 * @param target a node's name, a region's, or {@code *} for all nodes
 * @param from when it begins, included
 * @param until when it is over, excluded; {@link Instant#MAX} for never
 */
public record Fault(FaultKind kind, String target, Instant from, Instant until) {
    /** All nodes. */
    public static final String EVERYWHERE = "*";

    public Fault {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a fault begins before it is over");
        }
        if (target.isBlank()) {
            throw new IllegalArgumentException("a fault has a target: a node, a region, or * for all");
        }
    }

    boolean hits(NodeSpec node, Instant at) {
        return !at.isBefore(from)
                && at.isBefore(until)
                && (target.equals(EVERYWHERE) || target.equals(node.name()) || target.equals(node.region()));
    }
}
