package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;

/** A team that hears of every alert at once, at Slack and nowhere else. */
final class SlackTeam {
    /** Every alert is a group of its own. */
    static final String ROUTES = """
            global:
              resolve_timeout: 5m
            route:
              receiver: team
              group_by: ['...']
              group_wait: 0s
              group_interval: 1s
              repeat_interval: 4h
            receivers:
              - name: team
                slack_configs:
                  - api_url: ${sinks}/slack/services/T00000000/B00000000/alerts
                    send_resolved: true
            """;

    private SlackTeam() {}

    /** What the team was told. */
    static List<Heard> told(Stage stage) {
        return Heard.all(stage.sinks()).stream()
                .filter(message -> message.sink() == SinkName.SLACK)
                .toList();
    }

    /** What it was told of anomalies alone. */
    static List<Heard> toldOfAnomalies(Stage stage) {
        return told(stage).stream()
                .filter(message -> message.text().contains("Anomaly"))
                .toList();
    }
}
