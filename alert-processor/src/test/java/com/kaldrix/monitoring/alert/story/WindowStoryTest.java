package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.window.MaintenanceWindow;
import com.kaldrix.monitoring.local.sink.SinkName;
import org.junit.jupiter.api.Test;

/** What a maintenance window keeps from people, what it counts, of what it reminds, and what is told after it. */
class WindowStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 1s
              group_interval: 5m
              repeat_interval: 4h
              routes:
                - {receiver: words, matchers: ['kaldrix_kind="notice"']}
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
              - name: words
                slack_configs:
                  - api_url: ${slack}
            """;
    private static final String[] A = {"alertname", "A", "region", "eu"};
    private static final String[] B = {"alertname", "B", "region", "eu"};

    private static Story begin() {
        return Story.begin(ROUTES, "{}\n");
    }

    @Test
    void whatFiresInAWindowIsKeptAndCountedAndToldOnceAtItsEndIfItStillFires() {
        Story story = begin();
        MaintenanceWindow window = story.window("Upgrade", "region=eu", "0s", "12m30s");
        story.at("1m").fire(A).at("12m").fire(B).at("12m29s");
        story.want(SinkName.WEBHOOK);
        assertThat(story.openIncidents()).isEqualTo(1);
        assertThat(story.held(window)).containsExactly(2L);

        story.at("1h");
        story.want(SinkName.WEBHOOK, "12m30s");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text())
                .contains("during the maintenance window 'Upgrade', from 2026-03-02T03:01:01Z on");
        assertThat(story.incident().hold()).isNull();
    }

    @Test
    void whatIsOverAtTheEndOfTheWindowIsNeverToldAndCountsAllTheSame() {
        Story story = begin();
        MaintenanceWindow window = story.window("Upgrade", "region=eu", "0s", "30m");
        story.at("1m").fire(A).at("20m").end(A).at("2h");

        story.want(SinkName.WEBHOOK);
        assertThat(story.openIncidents()).isZero();
        assertThat(story.held(window)).containsExactly(1L);
    }

    @Test
    void whatWasToldBeforeTheWindowIsToldOnceMoreAfterIt() {
        Story story = begin();
        story.window("Upgrade", "alertname=A", "10m", "20m");
        story.at("1m").fire(A).at("2h");

        story.want(SinkName.WEBHOOK, "1m1s", "30m");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).contains("the maintenance window 'Upgrade'");
    }

    @Test
    void whoHasTakenItIsNotToldAgain() {
        Story story = begin();
        story.window("Upgrade", "alertname=A", "10m", "20m");
        story.at("1m").fire(A).at("2m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("2h");

        story.want(SinkName.WEBHOOK, "1m1s");
    }

    @Test
    void theRestOfTheGroupIsToldMeanwhileAndWhatWasHeldAtTheEnd() {
        Story story = begin();
        story.window("Upgrade", "alertname=A", "0s", "13m");
        story.at("1m").fireTogether(A, B).at("1h");

        story.want(SinkName.WEBHOOK, "1m1s", "13m");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text()).doesNotContain("\"alertname\":\"A\"");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text())
                .contains("1 alert fired during the maintenance window");
    }

    @Test
    void aWindowThatIsCancelledTellsAtTheNextLook() {
        Story story = begin();
        MaintenanceWindow window = story.window("Upgrade", "alertname=A", "0s", "2h");
        story.at("1m").fire(A).at("3m");
        story.windows().cancel(window.id(), Story.ADA);
        story.at("1h");

        story.want(SinkName.WEBHOOK, "6m1s");
    }

    @Test
    void otherAlertsAreToldAsUsual() {
        Story story = begin();
        story.window("Upgrade", "region=us", "0s", "1h");
        story.at("1m").fire(A).at("2m");

        story.want(SinkName.WEBHOOK, "1m1s");
    }

    @Test
    void peopleAreRemindedBeforeItBeginsAndBeforeItEndsOnceEach() {
        Story story = begin();
        story.window("Upgrade", "region=eu,alertname=~\"A|B\"", "1h", "2h");
        story.at("44m59s");
        story.want(SinkName.SLACK);
        story.at("45m")
                .at("50m")
                .restart()
                .at("1h10m")
                .fire(A)
                .at("2h44m59s")
                .at("2h45m")
                .at("2h50m")
                .at("6h");

        story.want(SinkName.SLACK, "45m", "2h45m");
        assertThat(story.pages(SinkName.SLACK).getFirst().text())
                .contains("Maintenance window 'Upgrade' begins at 2026-03-02T04:00:00Z");
        assertThat(story.pages(SinkName.SLACK).getLast().text())
                .contains("Maintenance window 'Upgrade' ends at 2026-03-02T06:00:00Z", "held back 1 alert");
    }

    @Test
    void aWindowOfTheConfigurationHoldsAgainAndAgainByTheClockOnTheWall() {
        Story story = Story.begin(ROUTES, """
                maintenance_windows:
                  - name: Nightly
                    matchers: [region="eu"]
                    starts_at: 2026-01-01T04:00:00
                    duration: 1h
                    time_zone: Europe/Berlin
                    rrule: FREQ=DAILY
                """);
        // It is 04:00 in Berlin when the story begins.
        story.at("10m").fire(A).at("59m59s");
        story.want(SinkName.WEBHOOK);
        story.at("23h").at("23h50m").end(A).at("24h10m").fire(B).at("24h59m");
        int before = story.pages(SinkName.WEBHOOK).size();
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().at()).hasHours(1);

        story.at("25h30m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(before + 1);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().at()).hasHours(25);
    }

    @Test
    void escalationRestsInAWindowAndBeginsAnewAfterIt() {
        Story story = Story.begin(ROUTES + """
                          - name: pager
                            pagerduty_configs:
                              - {routing_key: key, url: '${pagerduty}'}
                        """.replace("                          ", "  "), """
                        default_severity: P0
                        escalation_policies:
                          - name: urgent
                            severities: [P0]
                            steps:
                              - {after: 5m, unless: acknowledged, notify: [pager]}
                        """);
        story.window("Upgrade", "alertname=A", "2m", "20m");
        story.at("1m").fire(A).at("26m59s");
        story.want(SinkName.PAGERDUTY);

        story.at("30m");
        story.want(SinkName.WEBHOOK, "1m1s", "22m");
        story.want(SinkName.PAGERDUTY, "27m");
    }
}
