package com.kaldrix.monitoring.alert.story;

import static com.kaldrix.monitoring.alert.story.Quieted.ROUTES;
import static com.kaldrix.monitoring.alert.story.Quieted.SELDOM;
import static com.kaldrix.monitoring.alert.story.Quieted.begin;
import static com.kaldrix.monitoring.alert.story.Quieted.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.silence.Silence;
import com.kaldrix.monitoring.alert.silence.SilenceDraft;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What silences keep from people, for how long, and what is told after that. */
class SilenceStoryTest {
    @Test
    void whatIsSilencedIsKeptAndNotToldUntilTheSilenceEnds() {
        Story story = begin();
        story.silence("alertname=A", "10s");
        story.at("1s").fire("alertname", "A", "region", "eu").at("9s");

        story.want(SinkName.WEBHOOK);
        assertThat(story.openIncidents()).isEqualTo(1);
        story.at("40s");
        story.want(SinkName.WEBHOOK, "10s");
    }

    @Test
    void whatIsOverWhenTheSilenceEndsIsNeverTold() {
        Story story = begin();
        story.silence("alertname=A", "10s");
        story.at("1s")
                .fire("alertname", "A", "region", "eu")
                .at("5s")
                .end("alertname", "A", "region", "eu")
                .at("40s");

        story.want(SinkName.WEBHOOK);
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void theRestOfTheGroupIsToldMeanwhile() {
        Story story = begin();
        story.silence("alertname=A", "10s");
        story.at("1s")
                .fireTogether(
                        new String[] {"alertname", "A", "region", "eu"},
                        new String[] {"alertname", "B", "region", "eu"})
                .at("40s");

        story.want(SinkName.WEBHOOK, "2s", "10s");
        assertThat(told(story)).containsExactly(List.of("B"), List.of("A", "B"));
    }

    @Test
    void whatWasToldBeforeTheSilenceIsToldOnceMoreAfterItIfItStillFires() {
        Story story = begin().at("1s").fire("alertname", "A", "region", "eu").at("5s");
        story.silence("alertname=A", "30s");
        story.at("29s");
        story.want(SinkName.WEBHOOK, "2s");

        story.at("1m");
        story.want(SinkName.WEBHOOK, "2s", "30s");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text())
                .contains("Nobody was told since 2026-03-02T03:00:06Z, because of a silence.");
    }

    @Test
    void whoWasToldBeforeTheSilenceIsToldTheEndInIt() {
        Story story = begin().at("1s").fire("alertname", "A", "region", "eu").at("5s");
        story.silence("alertname=A", "2h");
        story.at("10s").end("alertname", "A", "region", "eu").at("3h");

        story.want(SinkName.WEBHOOK, "2s", "11s");
        assertThat(told(story)).containsExactly(List.of("A"), List.of("A!"));
    }

    @Test
    void endingASilenceByHandTellsAtTheNextLook() {
        Story story = begin();
        Silence silence = story.silence("alertname=A", "2h");
        story.at("1s").fire("alertname", "A", "region", "eu").at("19s").at("19500ms");
        story.expire(silence).at("30s");

        story.want(SinkName.WEBHOOK, "20s");
    }

    @Test
    void aSilenceThatBeginsLaterSilencesLater() {
        Story story = begin();
        story.silences()
                .create(
                        new SilenceDraft(
                                Matchers.parse("alertname=~\"B|C\""),
                                story.now().plusSeconds(10),
                                story.now().plusSeconds(20),
                                "ada",
                                "later"),
                        Story.ADA);
        story.at("1s")
                .fire("alertname", "B", "region", "eu")
                .at("11s")
                .fire("alertname", "C", "region", "eu")
                .at("30s");

        story.want(SinkName.WEBHOOK, "2s", "20s");
        assertThat(told(story)).containsExactly(List.of("B"), List.of("B", "C"));
    }

    @Test
    void silencesSeeWhatRoutesSee() {
        Story story = begin();
        story.silence("kaldrix_source=story", "10s");
        story.at("1s").fire("alertname", "A", "region", "eu").at("5s");

        story.want(SinkName.WEBHOOK);
    }

    @Test
    void escalationRestsInASilenceAndBeginsAnewAfterIt() {
        Story story = Story.begin(SELDOM + """
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
                        """)
                .at("1s")
                .fire("alertname", "A", "region", "eu")
                .at("1m");
        story.silence("alertname=A", "20m");
        story.at("24m59s");
        story.want(SinkName.PAGERDUTY);

        story.at("30m");
        story.want(SinkName.WEBHOOK, "2s", "20m2s");
        story.want(SinkName.PAGERDUTY, "25m2s");
    }

    @Test
    void aSilencedOutageDoesNotMakeASmallThingEscalate() {
        Story story = Story.begin(SELDOM + """
                          - name: pager
                            pagerduty_configs:
                              - {routing_key: key, url: '${pagerduty}'}
                        """.replace("                          ", "  "), """
                        severity_rules: [{matchers: ['level="P0"'], severity: P0}]
                        default_severity: P3
                        escalation_policies:
                          - name: urgent
                            severities: [P0]
                            steps:
                              - {after: 5m, unless: acknowledged, notify: [pager]}
                        """);
        story.silence("level=P0", "20m");
        story.at("1s")
                .fireTogether(
                        new String[] {"alertname", "A", "level", "P0", "region", "eu"},
                        new String[] {"alertname", "B", "region", "eu"})
                .at("19m");
        story.want(SinkName.PAGERDUTY);
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text()).contains("\"severity\":\"P3\"");

        story.at("30m");
        story.want(SinkName.WEBHOOK, "2s", "20m2s");
        story.want(SinkName.PAGERDUTY, "25m2s");
    }

    @Test
    void whatWasDecidedBeforeTheSilenceIsSentOnceTheChannelIsBack() {
        Story story = begin().misbehave(SinkName.WEBHOOK, Behaviour.status(503))
                .at("1s")
                .fire("alertname", "A", "region", "eu")
                .at("3s");
        story.silence("alertname=A", "10m");
        story.at("5s").behave(SinkName.WEBHOOK).at("20s");

        story.want(SinkName.WEBHOOK, "5s");
    }

    @Test
    void aSnoozeThatEndsInASilenceSaysNothing() {
        Story story = begin().at("1s").fire("alertname", "A", "region", "eu").at("3s");
        story.desk().snooze(story.incident().id(), story.now().plusSeconds(7), "ada");
        story.silence("alertname=A", "30s");
        story.at("29s");
        story.want(SinkName.WEBHOOK, "2s");

        story.at("40s");
        story.want(SinkName.WEBHOOK, "2s", "30s");
    }

    @Test
    void whoHasTakenAnIncidentIsNotToldAgainAfterASilence() {
        Story story = begin().at("1s").fire("alertname", "A", "region", "eu").at("3s");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.silence("alertname=A", "20s");
        story.at("40s");

        story.want(SinkName.WEBHOOK, "2s");
    }

    private static Story graded() {
        return Story.begin(SELDOM, """
                severity_rules: [{matchers: ['level="P0"'], severity: P0}]
                default_severity: P3
                """);
    }

    private static final String[] SMALL = {"alertname", "Small", "region", "eu"};
    private static final String[] WORSE = {"alertname", "Worse", "level", "P0", "region", "eu"};

    @Test
    void aSilencedAlertThatJoinsMakesNothingWorseUntilItMayBeHeard() {
        Story story = graded();
        story.silence("level=P0", "10m");
        story.at("1s").fire(SMALL).at("1m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("2m").fire(WORSE).at("3m").fire(WORSE).at("9m59s");

        story.want(SinkName.WEBHOOK, "2s");
        assertThat(story.incident().severity()).isEqualTo(Severity.P3);
        assertThat(story.incident().state()).isEqualTo(Incident.State.ACKNOWLEDGED);

        story.at("30m");
        story.want(SinkName.WEBHOOK, "2s", "10m2s");
        assertThat(story.incident().severity()).isEqualTo(Severity.P0);
        assertThat(story.incident().state()).isEqualTo(Incident.State.OPEN);
    }

    @Test
    void aSilencedAlertThatFiredFirstDoesNotCountUntilItMayBeHeard() {
        Story story = graded();
        story.silence("level=P0", "10m");
        story.at("1s").fireTogether(SMALL, WORSE).at("5m");
        assertThat(story.incident().severity()).isEqualTo(Severity.P3);

        story.at("30m");
        assertThat(story.incident().severity()).isEqualTo(Severity.P0);
        story.want(SinkName.WEBHOOK, "2s", "10m2s");
    }

    @Test
    void aSilencedAlertDoesNotEndASnoozeAndOneThatMayBeHeardDoes() {
        Story story = graded();
        story.silence("level=P0", "10m");
        story.at("1s").fire(SMALL).at("1m");
        story.desk().snooze(story.incident().id(), Incident.Times.UNTIL_RESOLVED, "ada");
        story.at("2m").fire(WORSE).at("9m59s");
        story.want(SinkName.WEBHOOK, "2s");

        story.at("30m");
        story.want(SinkName.WEBHOOK, "2s", "10m2s");
        assertThat(story.incident().times().snoozedUntil()).isNull();
    }

    @Test
    void anIncidentThatIsMutedUntilItIsResolvedTellsItsEndAlone() {
        Story story = graded().at("1s").fire(SMALL).at("1m");
        story.desk().snooze(story.incident().id(), Incident.Times.UNTIL_RESOLVED, "ada");
        story.at("3h").fire("alertname", "Another", "region", "eu").at("30h");
        story.want(SinkName.WEBHOOK, "2s");

        story.end(SMALL).end("alertname", "Another", "region", "eu").at("31h");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(2);
        assertThat(story.openIncidents()).isZero();
        story.fire(SMALL).at("32h");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(3);
    }

    @Test
    void peopleAreToldBeforeASilenceEndsOnceAndAgainForANewEnd() {
        Story story = Story.begin(
                (ROUTES + """
                          - name: words
                            slack_configs:
                              - api_url: ${slack}
                        """.replace("                          ", "  "))
                        .replace(
                                "receivers:",
                                "  routes: [{receiver: words, matchers: ['kaldrix_kind=notice']}]\nreceivers:"),
                "{}\n");
        Silence silence = story.silence("region=eu", "2h");
        story.silence("region=us", "20m");
        story.at("9m59s");
        story.want(SinkName.SLACK);
        story.at("10m").at("1h45m").at("1h50m");
        story.want(SinkName.SLACK, "10m", "1h45m");
        assertThat(story.pages(SinkName.SLACK).getLast().text())
                .contains("The silence of {region=\\\"eu\\\"} ends at 2026-03-02T05:00:00Z", "made by ada");

        story.silences()
                .change(
                        silence.id(),
                        new SilenceDraft(
                                silence.matchers(),
                                silence.startsAt(),
                                silence.endsAt().plusSeconds(3600),
                                "ada",
                                "more"),
                        Story.ADA);
        story.at("2h44m59s").at("2h45m").at("4h");
        story.want(SinkName.SLACK, "10m", "1h45m", "2h45m");
    }
}
