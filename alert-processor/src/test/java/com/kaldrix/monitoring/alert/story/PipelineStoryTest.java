package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When people are told what: Alertmanager's pipeline, and what acknowledging, snoozing and resolving change of it. */
class PipelineStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 30s
              group_interval: 5m
              repeat_interval: 1h
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
            """;

    private static Story begin() {
        return Story.begin(ROUTES, "{}\n");
    }

    @Test
    void theFirstMessageWaitsForTheGroupAndHoldsItWhole() {
        Story story = begin().at("1s")
                .fire("alertname", "A", "region", "eu-west-1")
                .at("20s")
                .fire("alertname", "B", "region", "eu-west-1")
                .at("10m");

        story.want(SinkName.WEBHOOK, "31s");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().receipt().body().path("alerts"))
                .hasSize(2);
    }

    @Test
    void anAlertThatHasFiredForLongDoesNotWait() {
        Story story = begin().at("10m")
                .refresh("alertname", "A", "region", "eu-west-1")
                .at("11m");

        story.want(SinkName.WEBHOOK, "10m");
    }

    @Test
    void aNewAlertOfTheGroupIsToldAtTheGroupInterval() {
        Story story = begin().at("1s")
                .fire("alertname", "A", "region", "eu-west-1")
                .at("1m")
                .fire("alertname", "B", "region", "eu-west-1")
                .at("30m");

        story.want(SinkName.WEBHOOK, "31s", "5m31s");
    }

    @Test
    void groupsAreToldApart() {
        Story story = begin().at("1s")
                .fire("alertname", "A", "region", "eu-west-1")
                .fire("alertname", "A", "region", "us-east-1")
                .at("2m");

        story.want(SinkName.WEBHOOK, "31s", "31s");
        assertThat(story.openIncidents()).isEqualTo(2);
    }

    @Test
    void nothingNewIsRepeatedAfterTheRepeatInterval() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1").at("2h20m");

        story.want(SinkName.WEBHOOK, "30s", "1h30s", "2h30s");
    }

    @Test
    void theEndIsToldAtTheGroupIntervalAndClosesTheIncident() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1")
                .at("1m")
                .end("alertname", "A", "region", "eu-west-1")
                .at("20m");

        story.want(SinkName.WEBHOOK, "30s", "5m30s");
        assertThat(story.pages(SinkName.WEBHOOK)
                        .getLast()
                        .receipt()
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("resolved");
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void whatIsOverBeforeAnybodyWasToldIsNotTold() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1")
                .at("10s")
                .end("alertname", "A", "region", "eu-west-1")
                .at("20m");

        story.want(SinkName.WEBHOOK);
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void whatStopsBeingReportedIsOverAfterTheResolveTimeout() {
        Story story = begin().refresh("alertname", "A", "region", "eu-west-1").at("20m");

        story.want(SinkName.WEBHOOK, "30s", "5m30s");
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void whatFiresAgainAfterItsEndIsANewIncident() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1")
                .at("1m")
                .end("alertname", "A", "region", "eu-west-1")
                .at("10m")
                .fire("alertname", "A", "region", "eu-west-1")
                .at("15m");

        story.want(SinkName.WEBHOOK, "30s", "5m30s", "10m30s");
    }

    @Test
    void whatFlapsWithinTheIntervalIsNoNews() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1")
                .at("1m")
                .end("alertname", "A", "region", "eu-west-1")
                .at("2m")
                .fire("alertname", "A", "region", "eu-west-1")
                .at("30m");

        story.want(SinkName.WEBHOOK, "30s");
        assertThat(story.openIncidents()).isEqualTo(1);
    }

    @Test
    void aStormIsOneMessage() {
        Story story = begin().fireAll(IntStream.range(0, 200)
                        .mapToObj(i -> Labels.of("alertname", "Storm", "node", "n" + i, "region", "eu-west-1"))
                        .toList())
                .at("5m");

        story.want(SinkName.WEBHOOK, "30s");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().receipt().body().path("alerts"))
                .hasSize(200);
    }

    @Test
    void acknowledgingStopsRepeatsButNotNews() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1").at("1m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.desk().acknowledge(story.incident().id(), "grace");
        assertThat(story.incident().acknowledgedBy()).isEqualTo("ada");
        story.at("2h").fire("alertname", "B", "region", "eu-west-1").at("3h");

        story.want(SinkName.WEBHOOK, "30s", "2h30s");
    }

    @Test
    void aMoreSevereAlertReopensWhatWasAcknowledged() {
        Story story = Story.begin(ROUTES, """
                        severity_rules:
                          - {matchers: ['level="worse"'], severity: P1}
                        default_severity: P2
                        """)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("1m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("2m")
                .fire("alertname", "B", "level", "worse", "region", "eu-west-1")
                .at("4m");

        story.want(SinkName.WEBHOOK, "30s", "2m30s");
        assertThat(story.incident().state().name()).isEqualTo("OPEN");
    }

    @Test
    void snoozingHoldsEverythingBackUntilItEnds() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1").at("1m");
        story.desk().snooze(story.incident().id(), story.now().plus(Duration.ofHours(3)), "ada");
        story.at("10m").fire("alertname", "B", "region", "eu-west-1").at("4h");

        story.want(SinkName.WEBHOOK, "30s", "3h1m");
    }

    @Test
    void whatIsResolvedByHandStaysQuietAndComesBackIfItFiresOn() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1").at("1m");
        story.desk().resolve(story.incident().id(), "ada");
        story.at("50m");
        story.want(SinkName.WEBHOOK, "30s", "1m");
        story.at("2h");

        story.want(SinkName.WEBHOOK, "30s", "1m", "1h1m");
    }

    @Test
    void aNewConfigurationMovesWhatFiresToItsNewRoute() {
        Story story = begin().fire("alertname", "A", "region", "eu-west-1").at("1m");
        story.load(
                ROUTES.replace(
                        "receivers:",
                        "  routes:\n    - {receiver: others, matchers: ['alertname=\"A\"']}\nreceivers:\n"
                                + "  - {name: others, slack_configs: [{api_url: '${slack}'}]}"),
                "{}\n");
        story.at("2h");

        story.want(SinkName.WEBHOOK, "30s", "1h30s");
        assertThat(story.openIncidents()).isEqualTo(1);
    }

    @Test
    void alertsOfARouteThatIsGoneAreToldByTheirNewRoute() {
        String routed = ROUTES.replace(
                "receivers:",
                "  routes:\n    - {receiver: others, matchers: ['alertname=\"A\"']}\nreceivers:\n"
                        + "  - {name: others, slack_configs: [{api_url: '${slack}', send_resolved: true}]}");
        Story story = Story.begin(routed, "{}\n")
                .fire("alertname", "A", "region", "eu-west-1")
                .at("1m")
                .load(routed.replace("matchers: ['alertname=\"A\"']", "matchers: ['alertname=\"B\"']"), "{}\n")
                .at("20m");

        story.want(SinkName.SLACK, "30s", "5m30s");
        story.want(SinkName.WEBHOOK, "5m30s");
    }
}
