package com.kaldrix.monitoring.bench.alerts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration, the same for all: a route to a webhook, one to Slack without a wait, and many inhibition rules. */
final class Rules {
    /** Path of the webhook at the sinks. */
    static final String HOOK = "/webhook/bench";

    /** What alerts have to be called that go to Slack. */
    static final String TO_SLACK = "Slack";

    private static final int INHIBITIONS = 86;

    private Rules() {}

    /** Writes it as {@code alertmanager.yml} into a folder, which is made when missing. */
    static Path write(Path folder, URI sinks) throws IOException {
        StringBuilder text = new StringBuilder("""
                route:
                  receiver: bench
                  group_by: [alertname]
                  group_wait: 1s
                  group_interval: 5s
                  repeat_interval: 4h
                  routes:
                    - matchers: [alertname =~ "%3$s.*"]
                      receiver: slack
                      group_wait: 0s
                receivers:
                  - name: bench
                    webhook_configs:
                      - url: %1$s%2$s
                        send_resolved: true
                  - name: slack
                    slack_configs:
                      - api_url: %1$s/slack/services/T00000000/B00000000/bench
                inhibit_rules:
                """.formatted(sinks, HOOK, TO_SLACK));
        for (int i = 0; i < INHIBITIONS; i++) {
            text.append("""
                      - source_matchers: [alertname = "Cause%1$d", severity = "critical"]
                        target_matchers: [alertname =~ "Effect%1$d|Alert%1$d"]
                        equal: [cluster]
                    """.formatted(i));
        }
        return Files.writeString(Files.createDirectories(folder).resolve("alertmanager.yml"), text);
    }
}
