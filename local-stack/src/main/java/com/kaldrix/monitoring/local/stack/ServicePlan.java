package com.kaldrix.monitoring.local.stack;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a service is to run in a stack.
 *
 * @param definition which one
 * @param replicas how many processes, at most four; a service with a process in each region has 1
 * @param environment what it gets beside and instead of its usual environment
 * @param jvmOptions what its Java virtual machine gets beside its usual options
 */
public record ServicePlan(
        ServiceDefinition definition, int replicas, Map<String, String> environment, List<String> jvmOptions) {
    static final int MOST_REPLICAS = 4;

    public ServicePlan {
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw new IllegalArgumentException("a service has 1 to " + MOST_REPLICAS + " replicas, not " + replicas);
        }
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Its processes in a stack of these regions. */
    List<ServiceInstance> instances(List<String> regions) {
        return switch (definition.placement()) {
            case HUB ->
                IntStream.range(0, replicas)
                        .mapToObj(replica -> new ServiceInstance(
                                definition, definition.processName(replica), replica, regions.getFirst()))
                        .toList();
            case EVERY_REGION ->
                IntStream.range(0, regions.size())
                        .mapToObj(index -> new ServiceInstance(
                                definition,
                                definition.processName(index, regions.get(index)),
                                index,
                                regions.get(index)))
                        .toList();
        };
    }

    /** One process, as it is. */
    public static ServicePlan of(ServiceDefinition definition) {
        return new ServicePlan(definition, 1, Map.of(), List.of());
    }
}
