package com.kaldrix.monitoring.local.stack;

/**
 * One process of a service.
 *
 * @param definition of the service
 * @param name of the process, such as {@code alert-processor-2} or {@code metrics-gateway-us-west-2}
 * @param index its number among those of the service, from 0
 * @param region where it believes to run
 */
public record ServiceInstance(ServiceDefinition definition, String name, int index, String region) {
    /** Its port. */
    int port(Ports ports) {
        return ports.of(definition, index);
    }
}
