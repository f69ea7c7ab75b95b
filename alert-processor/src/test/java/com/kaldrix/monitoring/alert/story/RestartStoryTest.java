package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people are told by a service that was away, or has only just started. */
class RestartStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [alertname]
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 12h
            receivers:
              - name: on-call
                webhook_configs:
                  - {url: '${webhook}/on-call', send_resolved: true}
            inhibit_rules:
              - source_matchers: [severity=critical]
                target_matchers: [severity=warning]
                equal: [region]
            """;

    private static final String RULES = "default_severity: P3\nescalation_policies: []\n";
    private static final String[] DOWN = {"alertname", "Down", "severity", "critical", "region", "eu"};
    private static final String[] SLOW = {"alertname", "Slow", "severity", "warning", "region", "eu"};

    private static Story begin() {
        return Story.begin(ROUTES, RULES);
    }

    private static long pages(Story story, String name, String status) {
        return story.pages(SinkName.WEBHOOK).stream()
                .filter(page -> page.text().contains("\"alertname\":\"" + name + "\""))
                .filter(page -> page.text().contains("\"status\":\"" + status + "\""))
                .count();
    }

    @Test
    void nothingInhibitedIsToldByAServiceThatHasJustStarted() {
        Story story = begin().at("1s")
                .fireTogether(SLOW, DOWN)
                .at("10s")
                .awayUntil("10m")
                .at("20m");

        assertThat(pages(story, "Down", "firing")).isOne();
        assertThat(pages(story, "Slow", "firing")).isZero();
    }

    @Test
    void whatWasInhibitedIsToldWhenItsCauseEndedWhileTheServiceWasAway() {
        Story story = begin().at("1s").fireTogether(SLOW, DOWN).at("10s").awayUntil("10m");
        story.end(DOWN).at("15m");

        assertThat(pages(story, "Slow", "firing")).isOne();
    }

    @Test
    void anEndThatCameDueWhileTheServiceWasAwayIsToldOnceItIsBack() {
        Story story = begin().at("1s").refresh("alertname", "A", "region", "eu").at("10s");
        assertThat(pages(story, "A", "firing")).isOne();
        story.awayUntil("20m").at("30m");

        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(2);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().at())
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
        assertThat(pages(story, "A", "resolved")).isOne();
    }

    @Test
    void whatFiresAllTheTimeIsNotToldAgainByARestart() {
        Story story = begin().at("1s").fire("alertname", "A", "region", "eu").at("10s");
        story.restart().at("20m").restart().at("40m");

        story.want(SinkName.WEBHOOK, "1s");
    }
}
