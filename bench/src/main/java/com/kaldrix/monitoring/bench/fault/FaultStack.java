package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A stack that tells every group of a {@link Load} by webhook, PagerDuty, Slack and mail. */
public final class FaultStack {
    /** Each message is reckoned with by itself: none stands for others, and none is left out because it comes again and again. */
    private static final String RULES = """
            flapping: {times: 0}
            storms: {incidents: 0}
            """;

    private FaultStack() {}

    /**
     * Starts it on free ports.
     *
     * @param root of the project
     * @param state keeps everything; should be empty
     */
    public static KaldrixStack start(Path root, Path state, int replicas, Consumer<String> progress)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Path file = Files.createDirectories(state).resolve("alertmanager.yml");
        Files.writeString(file, configuration(ports));
        Path rules = state.resolve("kaldrix.yml");
        Files.writeString(rules, RULES);
        ServiceDefinition service = ServiceDefinition.ALERT_PROCESSOR;
        return KaldrixStack.builder(root)
                .state(state)
                .ports(ports)
                .services(List.of(service))
                .replicas(replicas)
                .environment(service, "KALDRIX_CONFIGURATION_FILE", file.toString())
                .environment(service, "KALDRIX_CONFIGURATION_RULES", rules.toString())
                // The load raises more incidents a second than the vendors let through.
                .environment(service, "KALDRIX_DELIVERY_LIMITS_SLACK_INTERVAL", "0s")
                .environment(service, "KALDRIX_DELIVERY_LIMITS_PAGERDUTY_INTERVAL", "0s")
                .progress(progress)
                .start();
    }

    private static String configuration(Ports ports) {
        return """
                global:
                  pagerduty_url: http://127.0.0.1:%1$d/pagerduty/v2/enqueue
                  smtp_smarthost: 127.0.0.1:%2$d
                  smtp_from: kaldrix@kaldrix.example
                  smtp_require_tls: false
                route:
                  receiver: everybody
                  group_by: [group, dim_Group]
                  group_wait: 1s
                  group_interval: 5s
                  repeat_interval: 4h
                receivers:
                  - name: everybody
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/webhook/load
                    pagerduty_configs:
                      - routing_key: local0kaldrix0load0integration00
                    slack_configs:
                      - api_url: http://127.0.0.1:%1$d/slack/services/T00000000/B00000000/load
                        send_resolved: true
                    email_configs:
                      - to: load@kaldrix.example
                        send_resolved: true
                """.formatted(ports.sinks(), ports.smtp());
    }
}
