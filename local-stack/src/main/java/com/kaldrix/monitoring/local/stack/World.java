package com.kaldrix.monitoring.local.stack;

import java.util.List;

/**
 * Where and when the services of a stack believe to be.
 *
 * @param regions the hub first
 * @param clockSpeed the services' seconds for each real one; metrics-gateway keeps real time, for what it measures is real
 */
public record World(List<String> regions, double clockSpeed) {
    public World {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a stack has at least one region");
        }
        if (!(clockSpeed > 0 && clockSpeed <= 3600)) {
            throw new IllegalArgumentException("a clock speed is above 0 and at most 3600, not " + clockSpeed);
        }
    }
}
