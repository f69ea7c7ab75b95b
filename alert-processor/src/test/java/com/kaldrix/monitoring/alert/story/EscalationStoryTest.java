package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is told next when nobody answers: the default policy, minute by minute. */
class EscalationStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 12h
            receivers:
              - name: on-call
                slack_configs:
                  - {api_url: '${slack}', send_resolved: true}
                pagerduty_configs:
                  - {routing_key: on-call-key, url: '${pagerduty}'}
              - name: pager
                pagerduty_configs:
                  - {routing_key: on-call-key, url: '${pagerduty}'}
              - name: manager
                webhook_configs:
                  - {url: '${webhook}/manager'}
              - name: leadership
                webhook_configs:
                  - {url: '${webhook}/leadership'}
            """;

    private static final String RULES = """
            severity_rules:
              - {matchers: ['level="P0"'], severity: P0}
              - {matchers: ['level="P1"'], severity: P1}
              - {matchers: ['level="P2"'], severity: P2}
            default_severity: P3
            escalation_policies:
              - name: default
                severities: [P0, P1]
                steps:
                  - {after: 5m, unless: acknowledged, notify: [pager]}
                  - {after: 15m, unless: resolved, notify: [manager], title: On-call manager}
                  - {after: 30m, unless: resolved, notify: [leadership], title: Leadership team}
              - name: first-step-only
                severities: [P2]
                steps:
                  - {after: 5m, unless: acknowledged, notify: [pager]}
            """;

    private static Story begin(String level) {
        return Story.begin(ROUTES, RULES).fire("alertname", "Outage", "level", level, "region", "eu-west-1");
    }

    private static List<String> paths(Story story) {
        return story.pages(SinkName.WEBHOOK).stream()
                .map(page -> page.receipt().path().replaceAll(".*/", "") + "@"
                        + page.at().toMinutes())
                .toList();
    }

    @Test
    void nobodyAnswers() {
        Story story = begin("P0").at("2h");

        story.want(SinkName.SLACK, "0s");
        story.want(SinkName.PAGERDUTY, "0s", "5m");
        assertThat(paths(story)).containsExactly("manager@15", "leadership@30");
    }

    @Test
    void theStepAtPagerDutyRaisesAnewThoughItWasToldAtOnce() {
        Story story = begin("P1").at("6m");

        Set<String> keys = story.pages(SinkName.PAGERDUTY).stream()
                .map(page -> page.receipt().body().path("dedup_key").asString())
                .collect(Collectors.toSet());
        assertThat(keys).hasSize(2);
    }

    @Test
    void theMessageSaysToWhomItHasEscalatedAndWhy() {
        Story story = begin("P0").at("16m");

        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text())
                .contains("Escalated to On-call manager: It is not resolved after 15 min.");
    }

    @Test
    void acknowledgingStopsTheStepsThatSaySoAndNoOthers() {
        Story story = begin("P0").at("3m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("2h");

        story.want(SinkName.PAGERDUTY, "0s", "3m");
        assertThat(paths(story)).containsExactly("manager@15", "leadership@30");
    }

    @Test
    void resolvingStopsAllAndTellsEverybodyWhoWasTold() {
        Story story = begin("P0")
                .at("16m")
                .end("alertname", "Outage", "level", "P0", "region", "eu-west-1")
                .at("2h");

        story.want(SinkName.SLACK, "0s", "17m");
        story.want(SinkName.PAGERDUTY, "0s", "5m", "17m", "17m");
        assertThat(paths(story)).containsExactly("manager@15", "manager@17");
    }

    @Test
    void theSecondSeverityStopsAfterTheFirstStepAndTheThirdDoesNotEscalate() {
        Story second = begin("P2").at("2h");
        second.want(SinkName.PAGERDUTY, "0s", "5m");
        assertThat(paths(second)).isEmpty();

        Story third = begin("P3").at("2h");
        third.want(SinkName.PAGERDUTY, "0s");
    }

    @Test
    void aMoreSevereAlertInAnAcknowledgedIncidentBeginsAnew() {
        Story story = begin("P1").at("2m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("10m")
                .fire("alertname", "Worse", "level", "P0", "region", "eu-west-1")
                .at("2h");

        // At 10 min the news, at 15 the first step of the new round; the old round's steps are gone.
        story.want(SinkName.PAGERDUTY, "0s", "2m", "10m", "15m");
        assertThat(paths(story)).containsExactly("manager@25", "leadership@40");
    }

    @Test
    void aChannelThatWasToldForSeveralReceiversHearsOfTheEndOnce() {
        String shared = ROUTES.replace(
                "    webhook_configs:\n      - {url: '${webhook}/manager'}",
                "    slack_configs:\n      - {api_url: '${slack}', send_resolved: true}");
        Story story = Story.begin(shared, RULES)
                .fire("alertname", "Outage", "level", "P0", "region", "eu-west-1")
                .at("16m")
                .end("alertname", "Outage", "level", "P0", "region", "eu-west-1")
                .at("2h");

        story.want(SinkName.SLACK, "0s", "15m", "17m");
        story.want(SinkName.PAGERDUTY, "0s", "5m", "17m", "17m");
    }

    @Test
    void aPolicyThatRepeatsBeginsAgainAfterItsInterval() {
        Story story = Story.begin(ROUTES, """
                        default_severity: P0
                        escalation_policies:
                          - name: again
                            severities: [P0]
                            repeat: {times: 2, interval: 10m}
                            steps:
                              - {after: 5m, unless: acknowledged, notify: [manager]}
                        """)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("3h");

        assertThat(paths(story)).containsExactly("manager@5", "manager@20", "manager@35");
    }

    @Test
    void aRestartInTheMiddleOfThingsLosesNoStep() {
        Story story = begin("P0").at("4m");
        // Nobody looked for 40 minutes: what is due is done at once, once.
        story.jdbc().sql("update incident set due_at = due_at").update();
        story.at("44m").at("2h");

        assertThat(paths(story)).containsExactly("manager@15", "leadership@30");
    }

    @Test
    void aPlainAlertmanagerFileEscalatesNothing() {
        Story story = Story.begin(ROUTES, "escalation_policies: []\n")
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("2h");

        story.want(SinkName.PAGERDUTY, "0s");
        assertThat(paths(story)).isEmpty();
    }
}
