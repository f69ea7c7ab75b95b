package com.kaldrix.monitoring.metrics.identity;

import com.kaldrix.monitoring.common.region.Region;

/**
 * Which gateway this is.
 *
 * @param region where it runs, and for which it computes
 * @param environment such as {@code prod}
 * @param ordinal its number in the StatefulSet, from 0
 * @param replicas how many there are in the region
 * @param hub whether it merges the regions into the global view
 */
public record Identity(Region region, String environment, int ordinal, int replicas, boolean hub) {
    public Identity {
        if (replicas < 1 || ordinal < 0 || ordinal >= replicas) {
            throw new IllegalArgumentException("a gateway's ordinal is from 0 and below the number of replicas, not "
                    + ordinal + " of " + replicas);
        }
    }

    /** As it stands in windows and partials: {@code metrics-gateway-0}. */
    public String replica() {
        return "metrics-gateway-" + ordinal;
    }
}
