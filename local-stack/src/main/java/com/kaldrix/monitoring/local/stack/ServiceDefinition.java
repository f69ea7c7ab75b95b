package com.kaldrix.monitoring.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The services of the suite that the stack can start; one more service is one more constant. */
public enum ServiceDefinition {
    /** Takes alerts in and pages people. */
    ALERT_PROCESSOR(
            "alert-processor",
            0,
            "alerts",
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
            AlertProcessorEnvironment::of);

    private final String label;
    private final int portOffset;
    private final String database;
    private final List<String> jvmOptions;
    private final Function<Wiring, Map<String, String>> environment;

    ServiceDefinition(
            String label,
            int portOffset,
            String database,
            List<String> jvmOptions,
            Function<Wiring, Map<String, String>> environment) {
        this.label = label;
        this.portOffset = portOffset;
        this.database = database;
        this.jvmOptions = jvmOptions;
        this.environment = environment;
    }

    /** All of them, in the order in which they start. */
    public static List<ServiceDefinition> all() {
        return List.of(values());
    }

    /** The service of that name; empty when there is none. */
    public static Optional<ServiceDefinition> named(String name) {
        return Arrays.stream(values()).filter(one -> one.label.equals(name)).findFirst();
    }

    /** Its name, which is also its module's and its jar's. */
    public String label() {
        return label;
    }

    /** Where its port lies among those of the services. */
    public int portOffset() {
        return portOffset;
    }

    /** The path that answers 200 when it is ready. */
    public String readinessPath() {
        return "/actuator/health/readiness";
    }

    /** The name of a replica's process; the first has the service's own name. */
    public String processName(int replica) {
        return replica == 0 ? label : label + "-" + (replica + 1);
    }

    /** What is asked of it while it is trained for a faster start. */
    Stream<String> trainingPaths() {
        return Stream.of(
                "/actuator/health", readinessPath(), "/actuator/prometheus", "/v3/api-docs", "/api/v1/incidents");
    }

    String database() {
        return database;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    Map<String, String> environment(Wiring wiring) {
        return environment.apply(wiring);
    }
}
