package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.aws.Provisioning;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables that anomaly-processor reads, in one place. It keeps the time that its metrics do: real time with
 * those of gateways, the services' time with those that somebody tells in it.
 */
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
        environment.putAll(wiring.common().metrics().isScripted() ? scripted(wiring) : ofGateways(wiring));
        environment.put("KALDRIX_TOPICS_METRICS", wiring.cloud().topicArn(region, "metrics"));
        environment.put("KALDRIX_TOPICS_EVENTS", wiring.cloud().topicArn(region, "events"));
        environment.put(
                "KALDRIX_SECURITY_TOKEN_FILE", wiring.common().tokenFile().toString());
        environment.put("KALDRIX_EXTERNAL_URL", "http://localhost:" + wiring.port());
        environment.put("KALDRIX_PLOTS_KEY", "signs-addresses-of-this-machine-alone");
        return environment;
    }

    private static Map<String, String> ofGateways(Wiring wiring) {
        String region = wiring.place().region();
        return Map.of(
                "KALDRIX_INTAKE_QUEUE",
                wiring.cloud().detectorQueue(region),
                "KALDRIX_ALARMS_QUEUE",
                wiring.cloud().alarmsQueue(region),
                "KALDRIX_SHARDS_COUNT",
                Integer.toString(Provisioning.detectorQueues()),
                "KALDRIX_TOPICS_ALERTS",
                wiring.cloud().topicArn(region, wiring.common().metrics().signalsTopic()));
    }

    private static Map<String, String> scripted(Wiring wiring) {
        String region = wiring.place().region();
        ScaledTime time = wiring.common().time();
        String queue = wiring.cloud().queue(region, wiring.common().metrics().windowsTopic());
        return Map.of(
                "KALDRIX_INTAKE_QUEUE",
                queue.substring(0, queue.length() - MetricsPlan.ONLY_SHARD.length()),
                "KALDRIX_SHARDS_COUNT",
                "1",
                "KALDRIX_TOPICS_ALERTS",
                wiring.cloud().topicArn(region, MetricsPlan.ALERTS),
                "KALDRIX_CLOCK_SPEED",
                Long.toString(Math.round(time.speed())),
                "KALDRIX_CLOCK_ANCHOR",
                time.anchor().toString());
    }
}
