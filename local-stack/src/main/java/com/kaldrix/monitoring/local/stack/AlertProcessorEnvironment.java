package com.kaldrix.monitoring.local.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables that alert-processor reads, in one place. */
final class AlertProcessorEnvironment {
    /** Has the 32 characters of a real integration key, and is none. */
    private static final String PAGERDUTY_KEY = "local0kaldrix0integration0key000";

    private static final String SLACK_CHANNEL = "T00000000/B00000000/kaldrix-alerts";

    private AlertProcessorEnvironment() {}

    static Map<String, String> of(Wiring wiring) {
        String region = wiring.place().region();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SERVER_PORT", Integer.toString(wiring.port()));
        environment.put("SPRING_DATASOURCE_URL", wiring.database().jdbcUrl());
        environment.put("SPRING_DATASOURCE_USERNAME", wiring.database().username());
        environment.put("SPRING_DATASOURCE_PASSWORD", wiring.database().password());
        environment.put("AWS_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_ENDPOINT_URL", wiring.cloud().endpoint().toString());
        environment.put("KALDRIX_ENVIRONMENT", KaldrixStack.ENVIRONMENT);
        environment.put("KALDRIX_REGION", region);
        environment.put(
                "KALDRIX_CLOCK_SPEED",
                Long.toString(Math.round(wiring.common().time().speed())));
        environment.put("KALDRIX_CLOCK_ANCHOR", wiring.common().time().anchor().toString());
        environment.put(
                "KALDRIX_SECURITY_TOKEN_FILE", wiring.common().tokenFile().toString());
        environment.put(
                "SLACK_WEBHOOK", wiring.outside().slackWebhook(SLACK_CHANNEL).toString());
        environment.put("PAGERDUTY_KEY", PAGERDUTY_KEY);
        environment.put("KALDRIX_PAGERDUTY_URL", wiring.outside().pagerDuty() + "/v2/enqueue");
        environment.put("SNS_TOPIC_ARN", wiring.cloud().topicArn(region, "notifications"));
        environment.put("KALDRIX_TOPICS_EVENTS", wiring.cloud().topicArn(region, "events"));
        List<String> read = wiring.place().forItself() ? List.of(region) : wiring.regions();
        environment.put("KALDRIX_INTAKE_QUEUES", String.join(",", wiring.cloud().alertQueues(read)));
        environment.put("KALDRIX_GLOBAL_QUEUE", wiring.cloud().globalQueue(region));
        environment.put("KALDRIX_GLOBAL_HUB", Boolean.toString(region.equals(wiring.hub())));
        environment.put(
                "KALDRIX_GLOBAL_CLAIMS",
                wiring.common().archive().resolveSibling("claims").toString());
        environment.put("KALDRIX_EXTERNAL_URL", "http://localhost:" + wiring.port());
        return environment;
    }
}
