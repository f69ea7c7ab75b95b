package com.kaldrix.monitoring.local.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * What a stack is to be like.
 *
 * @param root of the project, where the modules and their jars are
 * @param state keeps everything that outlives the stack
 * @param ports where its parts listen
 * @param regions the hub first
 * @param clockSpeed the services' seconds for each real one
 * @param services which ones run, and how; may be empty
 */
public record StackSettings(
        Path root, Path state, Ports ports, List<String> regions, double clockSpeed, List<ServicePlan> services) {
    /** The regions that the suite is made for. */
    public static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");

    public StackSettings {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        regions = List.copyOf(regions);
        services = List.copyOf(services);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a stack has at least one region");
        }
        if (!(clockSpeed > 0 && clockSpeed <= 3600)) {
            throw new IllegalArgumentException("a clock speed is above 0 and at most 3600, not " + clockSpeed);
        }
    }
}
