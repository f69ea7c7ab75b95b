package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of messages whose channel does not take them. */
class DeliveryStoryTest {
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
                  - {api_url: '${slack}', send_resolved: %s}
              - name: others
                webhook_configs:
                  - {url: '${webhook}/others'}
            """;

    private static final String FALLBACK = """
            default_severity: P1
            escalation_policies: []
            fallbacks:
              - {receiver: on-call, fallback: others}
            """;

    private static final Behaviour DOWN = Behaviour.status(503);

    private static Story begin(boolean sendResolved) {
        return Story.begin(ROUTES.formatted(sendResolved), FALLBACK);
    }

    @Test
    void whatFiredAndEndedWhileTheChannelWasDownIsToldOnceAsOneMessage() {
        Story story = begin(true)
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("30s")
                .end("alertname", "A", "region", "eu-west-1")
                .at("90s");
        story.want(SinkName.SLACK);
        story.behave(SinkName.SLACK).at("3h");

        story.want(SinkName.SLACK, "1m30s");
        assertThat(story.pages(SinkName.SLACK).getFirst().text())
                .contains("Held back since 2026-03-02T03:00:00Z")
                .contains("FIRED AND OVER");
    }

    @Test
    void thatHoldsForAReceiverThatIsToldNoEnds() {
        Story story = begin(false)
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("30s")
                .end("alertname", "A", "region", "eu-west-1")
                .at("90s")
                .behave(SinkName.SLACK)
                .at("3h");

        story.want(SinkName.SLACK, "1m30s");
        assertThat(story.pages(SinkName.SLACK).getFirst().text()).contains("FIRED AND OVER");
    }

    @Test
    void aReceiverThatIsToldNoEndsIsToldNone() {
        Story story = begin(false)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("30s")
                .end("alertname", "A", "region", "eu-west-1")
                .at("3h");

        story.want(SinkName.SLACK, "0s");
    }

    @Test
    void aPageThatIsNotTakenInTwoMinutesGoesElsewhereAndSaysSo() {
        Story story = begin(true)
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("20m");
        story.want(SinkName.WEBHOOK, "2m");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text())
                .contains("Sent here because on-call/slack[0] has not taken this page since 2026-03-02T03:00:00Z");
        story.behave(SinkName.SLACK)
                .end("alertname", "A", "region", "eu-west-1")
                .at("3h");

        // Whoever was told in its place is told the end too.
        story.want(SinkName.WEBHOOK, "2m", "21m");
        story.want(SinkName.SLACK, "20m", "21m");
    }

    @Test
    void withoutANamedFallbackAnyOtherChannelThatIsUpStandsIn() {
        Story story = Story.begin(ROUTES.formatted(true), "default_severity: P1\nescalation_policies: []\n")
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("20m");

        story.want(SinkName.WEBHOOK, "2m");
    }

    @Test
    void whenTheFallbackCannotBeReachedEitherTheNextChannelIsTried() {
        Story story = Story.begin(
                        ROUTES.formatted(true) + """
                                      - name: last
                                        pagerduty_configs:
                                          - {routing_key: last-key, url: '${pagerduty}'}
                                    """.replace("                                    ", ""), FALLBACK)
                .misbehave(SinkName.SLACK, DOWN)
                .misbehave(SinkName.WEBHOOK, Behaviour.status(404))
                .fire("alertname", "A", "region", "eu-west-1")
                .at("20m");

        story.want(SinkName.PAGERDUTY, "2m");
    }

    @Test
    void whatOnlyInformsWakesNobodyByAnotherChannel() {
        Story story = Story.begin(ROUTES.formatted(true), FALLBACK.replace("P1", "P3"))
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("20m");

        story.want(SinkName.WEBHOOK);
    }

    @Test
    void whatAChannelRefusesForGoodGoesElsewhereAtOnce() {
        Story story = begin(true)
                .misbehave(SinkName.SLACK, Behaviour.status(403))
                .fire("alertname", "A", "region", "eu-west-1")
                .at("20m");

        story.want(SinkName.WEBHOOK, "0s");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text()).contains("on-call/slack[0] refused this page");
    }

    @Test
    void afterAnUnknownOutcomeTheMessageIsSentAgainAndMarked() {
        Story story = begin(true)
                .misbehave(SinkName.SLACK, Behaviour.acceptThenReset().times(1))
                .fire("alertname", "A", "region", "eu-west-1")
                .behave(SinkName.SLACK)
                .at("10m");

        story.want(SinkName.SLACK, "0s", "0s");
        assertThat(story.pages(SinkName.SLACK).getFirst().text()).doesNotContain("Possible repeat");
        assertThat(story.pages(SinkName.SLACK).getLast().text()).contains("Possible repeat");
    }

    @Test
    void anIdempotentChannelIsSentTheSameAgain() {
        Story story = Story.begin(
                        ROUTES.formatted(true).replace("receiver: on-call\n", "receiver: others\n"),
                        FALLBACK.replace(
                                "- {receiver: on-call, fallback: others}", "- {receiver: others, fallback: on-call}"))
                .misbehave(SinkName.WEBHOOK, Behaviour.acceptThenReset().times(1))
                .fire("alertname", "A", "region", "eu-west-1")
                .behave(SinkName.WEBHOOK)
                .at("10m");

        List<String> keys = story.pages(SinkName.WEBHOOK).stream()
                .map(page -> String.valueOf(page.receipt().arrival().key()))
                .distinct()
                .toList();
        assertThat(keys).hasSize(1);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).doesNotContain("Possible repeat");
    }

    @Test
    void aReplicaThatWasCutShortLeavesTheMessageToOthers() {
        Story story = begin(true).misbehave(SinkName.SLACK, DOWN).fire("alertname", "A", "region", "eu-west-1");
        // As a replica leaves it that is killed between the send and the note of its end.
        story.jdbc().sql("""
                        update delivery set state = 'sending', claimed_by = 'dead',
                                            claimed_until = clock_timestamp() - interval '1 second'
                        """).update();
        story.behave(SinkName.SLACK).at("10m");

        story.want(SinkName.SLACK, "0s");
        assertThat(story.pages(SinkName.SLACK).getFirst().text()).contains("Possible repeat");
    }

    @Test
    void whatIsTooOldIsGivenUpAndSaidSo() {
        Story story = Story.begin(
                        ROUTES.formatted(true)
                                .replace("group_interval: 1m", "group_interval: 12h")
                                .replace("repeat_interval: 12h", "repeat_interval: 48h"),
                        FALLBACK)
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "A", "region", "eu-west-1")
                .at("25h");

        assertThat(story.jdbc()
                        .sql("select state from delivery where integration = 'on-call/slack[0]' and kind = 'opened'")
                        .query(String.class)
                        .single())
                .isEqualTo("expired");
        assertThat(story.jdbc()
                        .sql("select count(*) from timeline where kind = 'delivery_failed' and text like '%given up%'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void theMostSevereGoesFirstWhenTheChannelIsBack() {
        Story story = Story.begin(ROUTES.formatted(true), """
                        severity_rules: [{matchers: ['level="P0"'], severity: P0}]
                        default_severity: P2
                        escalation_policies: []
                        """)
                .misbehave(SinkName.SLACK, DOWN)
                .fire("alertname", "Minor", "region", "us-east-1")
                .fire("alertname", "Outage", "level", "P0", "region", "eu-west-1")
                .behave(SinkName.SLACK);

        assertThat(story.pages(SinkName.SLACK)).hasSize(2);
        assertThat(story.jdbc()
                        .sql(
                                "select severity from delivery where state = 'delivered' order by delivered_at, severity limit 1")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
