package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.aws.Provisioning;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that anomaly-processor reads, in one place. It keeps real time, as the metrics do. */
final class AnomalyProcessorEnvironment {
    private AnomalyProcessorEnvironment() {}

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
        environment.put("KALDRIX_INTAKE_QUEUE", wiring.cloud().detectorQueue(region));
        environment.put("KALDRIX_SHARDS_COUNT", Integer.toString(Provisioning.detectorQueues()));
        environment.put(
                "KALDRIX_TOPICS_ALERTS",
                wiring.cloud().topicArn(region, wiring.common().metrics().signalsTopic()));
        environment.put("KALDRIX_TOPICS_METRICS", wiring.cloud().topicArn(region, "metrics"));
        environment.put("KALDRIX_TOPICS_EVENTS", wiring.cloud().topicArn(region, "events"));
        environment.put(
                "KALDRIX_SECURITY_TOKEN_FILE", wiring.common().tokenFile().toString());
        environment.put("KALDRIX_EXTERNAL_URL", "http://localhost:" + wiring.port());
        environment.put("KALDRIX_PLOTS_KEY", "signs-addresses-of-this-machine-alone");
        return environment;
    }
}
