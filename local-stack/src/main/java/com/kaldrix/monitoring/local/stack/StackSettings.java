package com.kaldrix.monitoring.local.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * What a stack is to be like.
 *
 * @param root of the project, where the modules and their jars are
 * @param state keeps everything that outlives the stack
 * @param ports where its parts listen
 * @param world where and when the services believe to be
 * @param services which ones run, and how; may be empty
 * @param metrics how metrics come about, when metrics-gateway is among the services
 */
public record StackSettings(
        Path root, Path state, Ports ports, World world, List<ServicePlan> services, MetricsPlan metrics) {
    /** The regions that the suite is made for. */
    public static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");

    public StackSettings {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        services = List.copyOf(services);
    }

    /** All regions, the hub first. */
    public List<String> regions() {
        return world.regions();
    }

    /** The services' seconds for each real one. */
    public double clockSpeed() {
        return world.clockSpeed();
    }

    /** The processes of all services, in the order in which they start. */
    public List<ServiceInstance> instances() {
        return services.stream()
                .flatMap(plan -> plan.instances(regions()).stream())
                .toList();
    }

    /** Whether the stack has simulated nodes. */
    public boolean hasFleet() {
        return metrics.fleet()
                && services.stream().anyMatch(plan -> plan.definition() == ServiceDefinition.METRICS_GATEWAY);
    }
}
