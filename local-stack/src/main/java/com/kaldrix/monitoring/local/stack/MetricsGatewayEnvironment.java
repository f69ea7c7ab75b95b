package com.kaldrix.monitoring.local.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that metrics-gateway reads, in one place. It keeps real time, whatever the others have. */
final class MetricsGatewayEnvironment {
    private MetricsGatewayEnvironment() {}

    static Map<String, String> of(Wiring wiring) {
        String region = wiring.place().region();
        Path folder = wiring.place().folder();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SERVER_PORT", Integer.toString(wiring.place().port()));
        environment.put("AWS_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_ENDPOINT_URL", wiring.cloud().endpoint().toString());
        environment.put("KALDRIX_ENVIRONMENT", KaldrixStack.ENVIRONMENT);
        environment.put("KALDRIX_REGION", region);
        environment.put("KALDRIX_HUB", Boolean.toString(region.equals(wiring.hub())));
        environment.put("KALDRIX_TOPICS_METRICS", wiring.cloud().topicArn(region, "metrics"));
        environment.put(
                "KALDRIX_TOPICS_ALERTS",
                wiring.cloud().topicArn(region, wiring.common().metrics().signalsTopic()));
        environment.put("KALDRIX_KPI_QUEUE", wiring.cloud().gatewayQueue(region));
        environment.put("KALDRIX_CLOUDWATCH_ENABLED", "true");
        environment.put("KALDRIX_BUFFER_DIRECTORY", folder.resolve("buffer").toString());
        environment.put("KALDRIX_STATE_DIRECTORY", folder.resolve("state").toString());
        environment.put(
                "KALDRIX_CONFIGURATION_FILE",
                folder.resolve(GatewayFiles.PROMETHEUS).toString());
        environment.put(
                "KALDRIX_CONFIGURATION_RULES",
                folder.resolve(GatewayFiles.KALDRIX).toString());
        environment.put("KALDRIX_ARCHIVE_LOCATION", wiring.common().archive().toString());
        environment.put(
                "KALDRIX_SECURITY_TOKEN_FILE", wiring.common().tokenFile().toString());
        if (wiring.common().metrics().kpis().isPresent()) {
            environment.put(
                    "KALDRIX_KPI_FILE", folder.resolve(GatewayFiles.KPIS).toString());
        }
        return environment;
    }
}
