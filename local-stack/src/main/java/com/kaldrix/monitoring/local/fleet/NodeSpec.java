package com.kaldrix.monitoring.local.fleet;

/**
 * A node of the fleet.
 *
 * @param name such as {@code kaldrix-us-east-1-1}; its {@code instance}
 * @param region where it runs
 * @param delivery how its metrics reach the gateway of its region
 * @param share of the whole traffic that it takes, between 0 and 1
 */
public record NodeSpec(String name, String region, Delivery delivery, double share) {
    /** How metrics reach the gateway. */
    public enum Delivery {
        /** The gateway reads both pages. */
        SCRAPE,
        /** The node pushes by remote write 1.0. */
        REMOTE_WRITE_1,
        /** The node pushes by remote write 2.0. */
        REMOTE_WRITE_2,
        /** The node pushes by OTLP over HTTP, in JSON. */
        OTLP
    }

    public NodeSpec {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a node's share of the traffic is above 0 and at most 1, not " + share);
        }
    }
}
