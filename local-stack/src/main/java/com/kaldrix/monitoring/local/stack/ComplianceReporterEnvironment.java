package com.kaldrix.monitoring.local.stack;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables that compliance-reporter reads, in one place. Objects and the key that signs lie in its folder. */
final class ComplianceReporterEnvironment {
    private static final String REPORT = "{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-31T00:00:00Z\"}";

    private ComplianceReporterEnvironment() {}

    static Map<String, String> of(Wiring wiring) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SERVER_PORT", Integer.toString(wiring.port()));
        environment.put("SPRING_DATASOURCE_URL", wiring.database().jdbcUrl());
        environment.put("SPRING_DATASOURCE_USERNAME", wiring.database().username());
        environment.put("SPRING_DATASOURCE_PASSWORD", wiring.database().password());
        environment.put("AWS_REGION", wiring.hub());
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_ENDPOINT_URL", wiring.cloud().endpoint().toString());
        environment.put("KALDRIX_ENVIRONMENT", KaldrixStack.ENVIRONMENT);
        environment.put("KALDRIX_REGION", wiring.hub());
        environment.put(
                "KALDRIX_CLOCK_SPEED",
                Long.toString(Math.round(wiring.common().time().speed())));
        environment.put("KALDRIX_CLOCK_ANCHOR", wiring.common().time().anchor().toString());
        environment.put(
                "KALDRIX_SECURITY_TOKEN_FILE", wiring.common().tokenFile().toString());
        environment.put("KALDRIX_TOPICS_ALERTS", wiring.cloud().topicArn(wiring.hub(), "alerts"));
        environment.put("KALDRIX_TOPICS_EVENTS", wiring.cloud().eventsTopicArn());
        environment.put("KALDRIX_INTAKE_QUEUES", String.join(",", wiring.cloud().findingQueues(wiring.regions())));
        environment.put("KALDRIX_TRAIL_ORIGIN", "kaldrix.local/audit");
        environment.put(
                "KALDRIX_TRAIL_LOCATION",
                wiring.place().folder().resolve("objects").toString());
        environment.put(
                "KALDRIX_TRAIL_KEY",
                wiring.place().folder().resolve("trail-key.pem").toString());
        environment.put("KALDRIX_EXTERNAL_URL", "http://localhost:" + wiring.port());
        return environment;
    }

    /** A report is asked for as well: without it nothing of what draws pages would be in the cache. */
    static List<TrainingCall> training() {
        return List.of(
                TrainingCall.post(
                        "/api/v1/reports",
                        Map.of("Content-Type", "application/json"),
                        REPORT.getBytes(StandardCharsets.UTF_8)),
                TrainingCall.get("/api/v1/findings"),
                TrainingCall.get("/api/v1/scores"),
                TrainingCall.get("/api/v1/drift?since=2026-01-01T00:00:00Z"),
                TrainingCall.get("/api/v1/reports"));
    }
}
