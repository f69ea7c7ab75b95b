package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import com.kaldrix.monitoring.common.yaml.Secrets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes Alertmanager's file for operators who have none and set environment variables alone. */
final class BuiltInRoutes {
    static final String NAME = "built-in routes";
    static final String SNS_TOPIC_ARN = "SNS_TOPIC_ARN";
    static final String PAGERDUTY_KEY = "PAGERDUTY_KEY";
    static final String SLACK_WEBHOOK = "SLACK_WEBHOOK";
    static final String PAGERDUTY_URL = "KALDRIX_PAGERDUTY_URL";

    private static final String ENVIRONMENT = "environment";

    private enum Channel {
        SNS,
        PAGERDUTY,
        SLACK
    }

    private final Map<String, String> environment;
    private final FirstNotification firstNotification;
    private final Set<Channel> configured = EnumSet.noneOf(Channel.class);

    BuiltInRoutes(Map<String, String> environment, FirstNotification firstNotification) {
        this.environment = environment;
        this.firstNotification = firstNotification;
        if (!variable(SNS_TOPIC_ARN).isEmpty()) {
            configured.add(Channel.SNS);
        }
        if (!variable(PAGERDUTY_KEY).isEmpty()) {
            configured.add(Channel.PAGERDUTY);
        }
        if (!variable(SLACK_WEBHOOK).isEmpty()) {
            configured.add(Channel.SLACK);
        }
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    /**
     * The file.
     *
     * @throws ConfigurationException if no variable names a channel, or one of them cannot be used
     */
    String text() {
        check();
        StringBuilder yaml = new StringBuilder();
        if (!variable(PAGERDUTY_URL).isEmpty()) {
            yaml.append("global:\n  pagerduty_url: ")
                    .append(quoted(variable(PAGERDUTY_URL)))
                    .append('\n');
        }
        yaml.append("""
                route:
                  receiver: p2-medium
                  group_by: [region, component]
                  group_wait: 30s
                  group_interval: 5m
                  repeat_interval: 4h
                  routes:
                """);
        yaml.append("""
                    - matchers: ['kaldrix_kind="notice"']
                      receiver: notices
                """);
        yaml.append(route(Severity.P0, "10s", "1m", "1h"));
        yaml.append(route(Severity.P1, "10s", "1m", "1h"));
        yaml.append(route(Severity.P2, "30s", "5m", "4h"));
        yaml.append(route(Severity.P3, "30s", "5m", "1d"));
        yaml.append("receivers:\n");
        for (Severity severity : Severity.values()) {
            yaml.append(receiver(name(severity), first(severity)));
        }
        yaml.append(receiver("notices", orAll(EnumSet.of(Channel.SLACK, Channel.SNS))));
        yaml.append(receiver("escalation-pagerduty", orAll(EnumSet.of(Channel.PAGERDUTY))));
        yaml.append(receiver("on-call-manager", configured));
        yaml.append(receiver("leadership", configured));
        return yaml.toString();
    }

    private void check() {
        List<Problem> problems = new ArrayList<>();
        if (configured.isEmpty()) {
            problems.add(Problem.of(
                    ENVIRONMENT,
                    "",
                    "nobody can be told: set at least one of SLACK_WEBHOOK (address of an incoming webhook),"
                            + " PAGERDUTY_KEY (routing key of an Events API v2 integration) and SNS_TOPIC_ARN (topic with"
                            + " email subscriptions), or give an Alertmanager file"));
        }
        for (String name : List.of(SLACK_WEBHOOK, PAGERDUTY_URL)) {
            if (!variable(name).isEmpty()) {
                Secrets.wrongWith(variable(name))
                        .ifPresent(reason -> problems.add(Problem.of(ENVIRONMENT, name, reason)));
            }
        }
        String topic = variable(SNS_TOPIC_ARN);
        if (!topic.isEmpty() && !SnsReader.isTopic(topic)) {
            problems.add(Problem.of(
                    ENVIRONMENT, SNS_TOPIC_ARN, "this is no topic such as arn:aws:sns:us-east-1:123456789012:pages"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT) + "-" + severity.title().toLowerCase(Locale.ROOT);
    }

    private Set<Channel> first(Severity severity) {
        if (firstNotification == FirstNotification.ALL_CHANNELS) {
            return configured;
        }
        return orAll(
                switch (severity) {
                    case P0 -> EnumSet.allOf(Channel.class);
                    case P1 -> EnumSet.of(Channel.PAGERDUTY, Channel.SLACK);
                    case P2, P3 -> EnumSet.of(Channel.SLACK);
                });
    }

    /** Those of the wanted channels that are set; all that are set where none of them is, so that nobody is forgotten. */
    private Set<Channel> orAll(Set<Channel> wanted) {
        Set<Channel> there = EnumSet.copyOf(configured);
        there.retainAll(wanted);
        return there.isEmpty() ? configured : there;
    }

    private static String route(Severity severity, String wait, String interval, String repeat) {
        return """
                    - matchers: ['kaldrix_severity="%s"']
                      receiver: %s
                      group_wait: %s
                      group_interval: %s
                      repeat_interval: %s
                """.formatted(severity.name(), name(severity), wait, interval, repeat);
    }

    private String receiver(String name, Set<Channel> channels) {
        StringBuilder yaml = new StringBuilder("  - name: ").append(name).append('\n');
        for (Channel channel : channels) {
            yaml.append(
                    switch (channel) {
                        case SLACK -> """
                                slack_configs:
                                  - api_url: %s
                                    send_resolved: true
                            """.formatted(quoted(variable(SLACK_WEBHOOK)));
                        case PAGERDUTY -> """
                                pagerduty_configs:
                                  - routing_key: %s
                                    send_resolved: true
                            """.formatted(quoted(variable(PAGERDUTY_KEY)));
                        case SNS -> """
                                sns_configs:
                                  - topic_arn: %s
                                    sigv4:
                                      region: %s
                                    send_resolved: true
                            """.formatted(quoted(variable(SNS_TOPIC_ARN)), quoted(regionOfTopic()));
                    });
        }
        return yaml.toString();
    }

    private String regionOfTopic() {
        return variable(SNS_TOPIC_ARN).split(":", -1)[3];
    }

    /** A double-quoted YAML scalar, which every text fits into. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c == 0x7f || c >= 0x80 && c <= 0x9f || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
