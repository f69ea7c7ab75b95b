package com.kaldrix.monitoring.local.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a service is to run in a stack.
 *
 * @param definition which one
 * @param replicas how many processes, at most four; a service with a process in each region has 1
 * @param environment what it gets beside and instead of its usual environment
 * @param jvmOptions what its Java virtual machine gets beside its usual options
 * @param everywhere whether it has a process in each region
 */
public record ServicePlan(
        ServiceDefinition definition,
        int replicas,
        Map<String, String> environment,
        List<String> jvmOptions,
        boolean everywhere) {
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
        return everywhere
                ? IntStream.range(0, regions.size())
                        .mapToObj(index -> new ServiceInstance(
                                definition,
                                definition.processName(index, regions.get(index)),
                                index,
                                regions.get(index)))
                        .toList()
                : IntStream.range(0, replicas)
                        .mapToObj(replica -> new ServiceInstance(
                                definition, definition.processName(replica), replica, regions.getFirst()))
                        .toList();
    }

    /**
     * Its database; empty when it has none.
     *
     * @param index of the process; a service with one in each region has a database in each
     */
    Optional<String> database(int index) {
        return definition.database().map(name -> everywhere && index > 0 ? name + "_" + (index + 1) : name);
    }

    /** One process, as it is. */
    public static ServicePlan of(ServiceDefinition definition) {
        return new ServicePlan(
                definition, 1, Map.of(), List.of(), definition.placement() == ServiceDefinition.Placement.EVERY_REGION);
    }

    /** The same with that many processes. */
    ServicePlan times(int count) {
        return new ServicePlan(definition, count, environment, jvmOptions, everywhere);
    }

    /** The same with a variable beside or instead of what it has. */
    ServicePlan with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new ServicePlan(definition, replicas, more, jvmOptions, everywhere);
    }

    /** The same with these options instead of those it has. */
    ServicePlan withOptions(List<String> options) {
        return new ServicePlan(definition, replicas, environment, options, everywhere);
    }

    /** The same with a process in each region. */
    ServicePlan inEveryRegion() {
        return new ServicePlan(definition, 1, environment, jvmOptions, true);
    }

    /** The same in the hub alone. */
    ServicePlan inHub() {
        return new ServicePlan(definition, replicas, environment, jvmOptions, false);
    }
}
