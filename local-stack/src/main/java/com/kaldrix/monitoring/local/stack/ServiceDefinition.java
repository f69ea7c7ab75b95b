package com.kaldrix.monitoring.local.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The services of the suite that the stack can start; one more service is one more constant. */
public enum ServiceDefinition {
    /** Takes alerts in and pages people. */
    ALERT_PROCESSOR("alert-processor", 0, "alerts", Placement.HUB, "-Xmx384m", AlertProcessorEnvironment::of),
    /** Takes metrics in, computes KPIs, forwards and archives; one in each region. */
    METRICS_GATEWAY("metrics-gateway", 1, "", Placement.EVERY_REGION, "-Xmx256m", MetricsGatewayEnvironment::of),
    /** Looks for what is unusual in every series; one in each region. */
    ANOMALY_PROCESSOR(
            "anomaly-processor", 2, "anomalies", Placement.EVERY_REGION, "-Xmx384m", AnomalyProcessorEnvironment::of),
    /** Collects findings, scores standards, makes reports and keeps the audit trail. */
    COMPLIANCE_REPORTER(
            "compliance-reporter", 3, "compliance", Placement.HUB, "-Xmx512m", ComplianceReporterEnvironment::of);

    /** In which regions a service has processes. */
    enum Placement {
        /** In the hub alone, with as many replicas as wanted. */
        HUB,
        /** One process in each region. */
        EVERY_REGION
    }

    private final String label;
    private final int portOffset;
    private final String database;
    private final Placement placement;
    private final List<String> jvmOptions;
    private final Function<Wiring, Map<String, String>> environment;

    ServiceDefinition(
            String label,
            int portOffset,
            String database,
            Placement placement,
            String heap,
            Function<Wiring, Map<String, String>> environment) {
        this.label = label;
        this.portOffset = portOffset;
        this.database = database;
        this.placement = placement;
        // As in the images: an AOT cache is used with the options only that it was made with.
        this.jvmOptions =
                List.of(heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");
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

    /** The name of a region's process; the hub's has the service's own name. */
    String processName(int index, String region) {
        return index == 0 ? label : label + "-" + region;
    }

    /** What is asked of it while it is trained for a faster start. */
    List<TrainingCall> training() {
        List<TrainingCall> calls = new ArrayList<>();
        for (String path : List.of("/actuator/health", readinessPath(), "/actuator/prometheus", "/v3/api-docs")) {
            calls.add(TrainingCall.get(path));
        }
        switch (this) {
            case ALERT_PROCESSOR -> calls.addAll(AlertTraining.calls());
            case METRICS_GATEWAY -> calls.addAll(GatewayTraining.calls());
            case ANOMALY_PROCESSOR -> calls.add(TrainingCall.get("/api/v1/events"));
            case COMPLIANCE_REPORTER -> calls.addAll(ComplianceReporterEnvironment.training());
        }
        return calls;
    }

    /** Its database; empty when it has none. */
    Optional<String> database() {
        return database.isEmpty() ? Optional.empty() : Optional.of(database);
    }

    /** In which regions it has processes, unless a plan says otherwise. */
    Placement placement() {
        return placement;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    Map<String, String> environment(Wiring wiring) {
        return environment.apply(wiring);
    }
}
