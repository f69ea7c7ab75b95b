package com.kaldrix.monitoring.local.stack;

import java.util.List;
import java.util.Map;

/**
 * How a service is to run in a stack.
 *
 * @param definition which one
 * @param replicas how many processes, at most four
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

    /** One process, as it is. */
    public static ServicePlan of(ServiceDefinition definition) {
        return new ServicePlan(definition, 1, Map.of(), List.of());
    }
}
