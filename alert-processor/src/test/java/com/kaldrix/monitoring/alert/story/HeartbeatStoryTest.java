package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import org.junit.jupiter.api.Test;

/** Prometheus' own Watchdog alert feeds a heartbeat; when it comes no more, people are told once. */
class HeartbeatStoryTest {
    private static final String ROUTES = """
            route: {receiver: on-call, group_by: [alertname], group_wait: 0s, group_interval: 1m, repeat_interval: 12h}
            receivers:
              - name: on-call
                slack_configs: [{api_url: '${slack}', send_resolved: true}]
            """;
    private static final String RULES = """
            heartbeats:
              - name: prometheus-eu
                silent_after: 3m
                severity: P1
                labels: {region: eu-west-1}
                matchers: ['alertname="Watchdog"', 'cluster="eu"']
            """;

    private static Story begin() {
        return Story.begin(ROUTES, RULES);
    }

    private static void beat(Story story) {
        story.refresh("alertname", "Watchdog", "cluster", "eu");
    }

    @Test
    void whileItComesThereIsNeitherAnAlertNorAnIncident() {
        Story story = begin();
        for (int minute = 0; minute < 10; minute++) {
            beat(story);
            story.at(minute + "m50s");
        }

        story.want(SinkName.SLACK);
        assertThat(story.openIncidents()).isZero();
        assertThat(story.jdbc()
                        .sql("select count(*) from alert")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void itsSilenceIsToldOnceAndSoIsItsReturn() {
        Story story = begin();
        beat(story);
        story.at("30m");

        story.want(SinkName.SLACK, "3m");
        assertThat(story.pages(SinkName.SLACK).getFirst().text())
                .contains("[P1] HeartbeatMissing")
                .contains("Nothing was heard of prometheus-eu for 3m");

        beat(story);
        story.at("32m");
        story.want(SinkName.SLACK, "3m", "31m");
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void oneThatNeverCameIsMissedFromWhenItWasKnown() {
        begin().at("5m").want(SinkName.SLACK, "3m");
    }

    @Test
    void aRestartForgetsNothing() {
        Story story = begin();
        beat(story);
        story.at("2m").restart().at("10m").restart().at("20m").want(SinkName.SLACK, "3m");
    }

    @Test
    void nobodyIsSilentForATimeInWhichNobodyCouldBeHeard() {
        Story story = begin();
        beat(story);
        story.at("1m").away("31m").at("33m");
        story.want(SinkName.SLACK);

        story.at("40m").want(SinkName.SLACK, "34m");
    }

    @Test
    void oneThatIsTakenOutOfTheFileIsMissedNoMore() {
        Story story = begin().at("5m");
        story.load(ROUTES, "{}\n").at("10m");

        story.want(SinkName.SLACK, "3m", "6m");
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void anotherWatchdogIsAnAlertAsAnyOther() {
        Story story = begin();
        story.refresh("alertname", "Watchdog", "cluster", "us");

        assertThat(story.openIncidents()).isOne();
    }
}
