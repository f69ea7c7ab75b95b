package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.Notice;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A notice is told by Slack and email, once, pages nobody, and makes no incident. */
class NoticeStoryTest {
    private static final String ROUTES = """
            global:
              smtp_smarthost: ${smtp}
              smtp_from: kaldrix@example.com
              smtp_require_tls: false
            route:
              receiver: on-call
              group_wait: 1s
              routes:
                - matchers: ['kaldrix_kind="notice"', 'alertname="ComplianceReport"']
                  receiver: officers
            receivers:
              - name: on-call
                pagerduty_configs:
                  - routing_key: 0123456789abcdef0123456789abcdef
                    url: ${pagerduty}
              - name: officers
                slack_configs:
                  - api_url: ${slack}
                email_configs:
                  - to: officer@example.com
                pagerduty_configs:
                  - routing_key: 0123456789abcdef0123456789abcdef
                    url: ${pagerduty}
                webhook_configs:
                  - url: ${webhook}/officers
            """;

    private static String sample(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Notice.class.getResourceAsStream("/contracts/" + Notice.TYPE + "/samples/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aReportIsToldInWordsAndOnceAndNobodyIsPaged() throws IOException {
        Story story = Story.begin(ROUTES, "{}\n");
        String notice = sample("monthly-full.json");

        story.told("queue/1", notice).told("queue/1", notice).at("5m");

        story.want(SinkName.SLACK, "0s");
        assertThat(story.pages(SinkName.SLACK).getFirst().text())
                .contains("Monthly compliance report: November 2026", "PCI DSS 4.0.1: 88 %", "report.pdf")
                .doesNotContain("firing", "incident", "P3");
        story.want(SinkName.SMTP, "0s");
        assertThat(story.pages(SinkName.SMTP).getFirst().text())
                .contains("Monthly compliance report: November 2026", "report.html")
                .doesNotContain("FIRING", "Severity");
        story.want(SinkName.PAGERDUTY);
        story.want(SinkName.WEBHOOK);
        assertThat(story.openIncidents()).isZero();
        assertThat(story.jdbc()
                        .sql("select count(*) from alert")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aNoticeThatNoRouteNamesGoesToTheRootAndPagesNobodyThere() throws IOException {
        Story story = Story.begin(ROUTES.replace("ComplianceReport", "SomethingElse"), "{}\n");

        story.told("queue/2", sample("minimal.json")).at("5m");

        story.want(SinkName.PAGERDUTY);
        assertThat(story.openIncidents()).isZero();
    }
}
