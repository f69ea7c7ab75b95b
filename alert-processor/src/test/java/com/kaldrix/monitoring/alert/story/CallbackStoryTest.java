package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People answer where they were told: by Slack's buttons, and at PagerDuty. */
class CallbackStoryTest {
    private static final String ROUTES = """
            route: {receiver: on-call, group_by: [region], group_wait: 0s, group_interval: 1m, repeat_interval: 12h}
            receivers:
              - name: on-call
                slack_configs:
                  - api_url: '${slackapi}'
                    channel: C0CHANNEL
                    send_resolved: true
                    http_config: {authorization: {credentials: xoxb-test}}
                pagerduty_configs:
                  - {routing_key: on-call-key, url: '${pagerduty}'}
              - name: managers
                pagerduty_configs:
                  - {routing_key: managers-key, url: '${pagerduty}'}
            """;
    private static final String RULES = """
            severity_rules: []
            default_severity: P0
            people:
              - {id: ada, name: Ada Lovelace, slack: U0ADA, contacts: [{receiver: on-call}]}
              - {id: ben, slack: U0BEN, contacts: [{receiver: on-call}]}
            escalation_policies:
              - name: default
                severities: [P0]
                steps:
                  - {after: 5m, unless: acknowledged, notify: [managers]}
                  - {after: 30m, unless: acknowledged, notify: [managers]}
            """;

    private static Story begin() {
        return Story.begin(ROUTES, RULES).fire("alertname", "Outage", "region", "eu-west-1");
    }

    private static int press(Story story, String user, String action, String value, Instant at) {
        String body = Callbacks.pressed(user, action, value, story.answers());
        return story.callbacks().slack(body, Story.SLACK_SECRET, at);
    }

    private static int press(Story story, String user, String action) {
        return press(story, user, action, story.incident().id().toString(), story.now());
    }

    private static String answer(Story story, int number) {
        return story.awaitAnswer(number).pages(SinkName.WEBHOOK).get(number - 1).text();
    }

    private static List<String> pagerDuty(Story story) {
        return story.pages(SinkName.PAGERDUTY).stream()
                .map(page -> page.receipt().body())
                .map(event -> event.path("event_action").asString("") + " "
                        + event.path("routing_key").asString("") + "@"
                        + event.path("dedup_key").asString("").replaceAll("kaldrix/[0-9a-f-]{36}", ""))
                .toList();
    }

    @Test
    void whoIsKnownByTheAddressThatSlackHasOfThemMayPressToo() {
        Story story = Story.begin(ROUTES, RULES.replace("{id: ben, slack: U0BEN,", "{id: ben, email: Ben@example.org,"))
                .fire("alertname", "Outage", "region", "eu-west-1")
                .slackMember("U0BENJAMIN", "ben@example.org")
                .slackMember("U0EVE", "eve@example.org");

        assertThat(press(story, "U0EVE", "kaldrix_acknowledge")).isEqualTo(200);
        assertThat(answer(story, 1)).contains("You are not among the people");
        assertThat(story.incident().state()).isEqualTo(State.OPEN);
        assertThat(press(story, "U0BENJAMIN", "kaldrix_acknowledge")).isEqualTo(200);
        assertThat(story.incident().acknowledgedBy()).isEqualTo("ben");
    }

    @Test
    void acknowledgedByAButtonAndResolvedAtPagerDuty() {
        Story story = begin().at("2m");
        UUID id = story.incident().id();
        JsonNode first = story.pages(SinkName.SLACK).getFirst().receipt().body();
        assertThat(first.toString()).contains("kaldrix_acknowledge").contains(id.toString());

        assertThat(press(story, "U0ADA", "kaldrix_acknowledge")).isEqualTo(200);
        story.at("3m");
        assertThat(story.incident().state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(story.incident().acknowledgedBy()).isEqualTo("ada");
        List<Story.Page> slack = story.pages(SinkName.SLACK);
        assertThat(slack).hasSize(3);
        assertThat(slack.get(1).receipt().path()).endsWith("chat.update");
        assertThat(slack.get(1).text()).contains("ACKNOWLEDGED").doesNotContain("kaldrix_acknowledge");
        assertThat(slack.get(2).text())
                .contains("Acknowledged by ada.")
                .contains("\"thread_ts\"")
                .contains("\"reply_broadcast\":false");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@", "acknowledge on-call-key@");

        String webhook = Callbacks.webhook("E1", "incident.resolved", "kaldrix/" + id, "Ben");
        assertThat(story.callbacks().pagerDuty(webhook, Story.PAGERDUTY_SECRET)).isEqualTo(204);
        assertThat(story.callbacks().pagerDuty(webhook, Story.PAGERDUTY_SECRET)).isEqualTo(204);
        story.at("10m");
        assertThat(story.openIncidents()).isZero();
        assertThat(story.desk().find(id).orElseThrow().resolvedBy()).isEqualTo("Ben (PagerDuty)");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@", "acknowledge on-call-key@");
        assertThat(story.pages(SinkName.SLACK)).hasSize(4);
        assertThat(story.pages(SinkName.SLACK).getLast().text()).contains("RESOLVED");
        assertThat(audit(story)).containsExactly("ada incident.acknowledge", "Ben (PagerDuty) incident.resolve");
    }

    private static List<String> audit(Story story) {
        return story.jdbc()
                .sql("select actor || ' ' || action from audit_log where target = :target order by id")
                .param(
                        "target",
                        "incident/"
                                + story.jdbc()
                                        .sql("select id::text from incident")
                                        .query(String.class)
                                        .single())
                .query(String.class)
                .list();
    }

    @Test
    void whatIsAcknowledgedAtPagerDutyIsToldToTheOtherServicesThereAndNotBack() {
        Story story = begin().at("6m");
        String key = "kaldrix/" + story.incident().id() + "/0.1";
        assertThat(story.callbacks()
                        .pagerDuty(
                                Callbacks.webhook("E2", "incident.acknowledged", key, "Ben"), Story.PAGERDUTY_SECRET))
                .isEqualTo(204);
        story.at("40m");

        assertThat(story.incident().acknowledgedBy()).isEqualTo("Ben (PagerDuty)");
        assertThat(pagerDuty(story))
                .containsExactly("trigger on-call-key@", "trigger managers-key@/0.1", "acknowledge on-call-key@");
    }

    @Test
    void whatPagerDutyEchoesAndWhatIsOlderThanTheReopeningStopNoPages() {
        Story story = begin();
        UUID id = story.incident().id();
        assertThat(press(story, "U0ADA", "kaldrix_acknowledge")).isEqualTo(200);
        story.at("1m");
        Instant acknowledged = story.now();
        story.at("2m").desk().reopen(id, "ben");

        for (String event : List.of(
                Callbacks.webhook(
                        "E7",
                        "incident.acknowledged",
                        "kaldrix/" + id,
                        "Events API V2",
                        "events_api_v2_inbound_integration_reference",
                        story.now()),
                Callbacks.webhook(
                        "E8", "incident.acknowledged", "kaldrix/" + id, "Ada", "user_reference", acknowledged),
                Callbacks.webhook("E9", "incident.resolved", "kaldrix/" + id, "Ada", "user_reference", acknowledged))) {
            assertThat(story.callbacks().pagerDuty(event, Story.PAGERDUTY_SECRET))
                    .isEqualTo(204);
        }
        assertThat(story.incident().state()).isEqualTo(State.OPEN);
        assertThat(audit(story)).containsExactly("ada incident.acknowledge");
        story.at("8m");
        assertThat(pagerDuty(story)).contains("trigger managers-key@/1.1");

        String later = Callbacks.webhook(
                "E10", "incident.acknowledged", "kaldrix/" + id + "/1.1", "Ada", "user_reference", story.now());
        assertThat(story.callbacks().pagerDuty(later, Story.PAGERDUTY_SECRET)).isEqualTo(204);
        assertThat(story.incident().acknowledgedBy()).isEqualTo("Ada (PagerDuty)");
    }

    @Test
    void aStrangerIsToldSoAndNothingIsDone() {
        Story story = begin();
        assertThat(press(story, "U0EVE", "kaldrix_resolve")).isEqualTo(200);

        assertThat(answer(story, 1))
                .contains("\"response_type\":\"ephemeral\"")
                .contains("You are not among the people of kaldrix.yml (Slack id U0EVE)");
        assertThat(story.incident().state()).isEqualTo(State.OPEN);
    }

    @Test
    void pressedTwiceByTwoPeopleAndAfterItIsOver() {
        Story story = begin();
        String id = story.incident().id().toString();
        assertThat(press(story, "U0ADA", "kaldrix_acknowledge")).isEqualTo(200);
        assertThat(press(story, "U0BEN", "kaldrix_acknowledge")).isEqualTo(200);
        assertThat(answer(story, 1)).contains("It is acknowledged already, by ada.");
        assertThat(press(story, "U0BEN", "kaldrix_resolve")).isEqualTo(200);
        assertThat(press(story, "U0ADA", "kaldrix_acknowledge", id, story.now()))
                .isEqualTo(200);
        assertThat(answer(story, 2)).contains("This incident is over already, by ben; nothing was done.");
        assertThat(story.desk().find(UUID.fromString(id)).orElseThrow().acknowledgedBy())
                .isEqualTo("ada");
    }

    @Test
    void silencedForAnHourAndSuppressed() {
        Story story = begin();
        assertThat(press(story, "U0ADA", "kaldrix_snooze_1h")).isEqualTo(200);
        assertThat(answer(story, 1)).contains("Quiet until 2026-03-02T04:00:00Z.");
        story.at("59m");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@");

        assertThat(press(story, "U0ADA", "kaldrix_suppress")).isEqualTo(200);
        assertThat(story.incident().times().snoozedUntil()).isEqualTo(Incident.Times.UNTIL_RESOLVED);
        assertThat(story.at("59m30s").pages(SinkName.SLACK).getLast().text())
                .contains("Quiet until it is resolved, says ada.");
        story.at("48h");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@");
        story.end("alertname", "Outage", "region", "eu-west-1").at("49h");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@", "resolve on-call-key@");
    }

    @Test
    void escalatedNowAndTheRestFollowsAtItsDistance() {
        Story story = begin().at("1m");
        assertThat(press(story, "U0ADA", "kaldrix_escalate")).isEqualTo(200);
        story.at("25m");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@", "trigger managers-key@/0.1");
        story.at("27m");
        assertThat(pagerDuty(story))
                .containsExactly("trigger on-call-key@", "trigger managers-key@/0.1", "trigger managers-key@/0.2");
        assertThat(press(story, "U0ADA", "kaldrix_escalate")).isEqualTo(200);
        assertThat(answer(story, 2)).contains("has no step of escalation left");
    }

    @Test
    void escalatedByTwoPeopleAtOnceItIsEscalatedByOneStep() {
        Story story = begin().at("1m");
        assertThat(press(story, "U0ADA", "kaldrix_escalate")).isEqualTo(200);
        assertThat(press(story, "U0BEN", "kaldrix_escalate")).isEqualTo(200);
        assertThat(answer(story, 2)).contains("was escalated by hand a moment ago");
        story.at("1m10s");
        assertThat(press(story, "U0ADA", "kaldrix_escalate")).isEqualTo(200);
        story.at("1m14s");
        assertThat(pagerDuty(story)).containsExactly("trigger on-call-key@", "trigger managers-key@/0.1");

        assertThat(press(story.at("1m15s"), "U0ADA", "kaldrix_escalate")).isEqualTo(200);
        story.at("1m20s");
        assertThat(pagerDuty(story)).endsWith("trigger managers-key@/0.2");
    }

    @Test
    void severalServicesOfPagerDutyThatShareAKeyAreAllTold() {
        Story story = Story.begin(
                        ROUTES.replace(
                                "- {routing_key: managers-key, url: '${pagerduty}'}",
                                "- {routing_key: managers-key, url: '${pagerduty}'}\n"
                                        + "      - {routing_key: leads-key, url: '${pagerduty}'}"),
                        RULES)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("6m");
        String key = "kaldrix/" + story.incident().id() + "/0.1";
        assertThat(pagerDuty(story)).contains("trigger managers-key@/0.1", "trigger leads-key@/0.1");
        assertThat(story.callbacks()
                        .pagerDuty(
                                Callbacks.webhook("E11", "incident.acknowledged", key, "Ben"), Story.PAGERDUTY_SECRET))
                .isEqualTo(204);
        story.at("7m");
        assertThat(pagerDuty(story)).contains("acknowledge managers-key@/0.1", "acknowledge leads-key@/0.1");

        assertThat(story.callbacks()
                        .pagerDuty(Callbacks.webhook("E12", "incident.resolved", key, "Ben"), Story.PAGERDUTY_SECRET))
                .isEqualTo(204);
        story.at("8m");
        assertThat(pagerDuty(story)).contains("resolve managers-key@/0.1", "resolve leads-key@/0.1");
    }

    @Test
    void forgedAlteredOldAndReplayedCallbacksDoNothing() {
        Story story = begin();
        String id = story.incident().id().toString();
        String body = Callbacks.pressed("U0ADA", "kaldrix_resolve", id, story.answers());
        Callbacks callbacks = story.callbacks();

        assertThat(callbacks.slack(body, "wrong", story.now())).isEqualTo(401);
        assertThat(callbacks.slack(body, Story.SLACK_SECRET, story.now().minus(Duration.ofMinutes(6))))
                .isEqualTo(401);
        assertThat(callbacks.slack(body, Story.SLACK_SECRET, story.now().plus(Duration.ofMinutes(6))))
                .isEqualTo(401);
        assertThat(callbacks.slack("nonsense", Story.SLACK_SECRET, story.now())).isEqualTo(400);
        assertThat(callbacks.slack("payload=%7B", Story.SLACK_SECRET, story.now()))
                .isEqualTo(400);
        String webhook = Callbacks.webhook("E3", "incident.resolved", "kaldrix/" + id, "Eve");
        assertThat(callbacks.pagerDuty(webhook, "wrong")).isEqualTo(401);
        assertThat(callbacks.pagerDuty("nonsense", Story.PAGERDUTY_SECRET)).isEqualTo(400);
        assertThat(callbacks.pagerDuty("{}", Story.PAGERDUTY_SECRET)).isEqualTo(400);
        assertThat(callbacks.pagerDuty(
                        Callbacks.webhook("E4", "incident.resolved", "somebody-elses", "Eve"), Story.PAGERDUTY_SECRET))
                .isEqualTo(204);
        assertThat(callbacks.pagerDuty(
                        Callbacks.webhook("E5", "incident.annotated", "kaldrix/" + id, "Eve"), Story.PAGERDUTY_SECRET))
                .isEqualTo(204);
        assertThat(callbacks.pagerDuty(
                        Callbacks.webhook("E6", "incident.resolved", "kaldrix/" + UUID.randomUUID(), "Eve"),
                        Story.PAGERDUTY_SECRET))
                .isEqualTo(204);
        assertThat(story.incident().state()).isEqualTo(State.OPEN);

        String snooze = Callbacks.pressed("U0ADA", "kaldrix_snooze_1h", id, story.answers());
        assertThat(callbacks.slack(snooze, Story.SLACK_SECRET, story.now())).isEqualTo(200);
        story.desk().reopen(story.incident().id(), "ada");
        assertThat(callbacks.slack(snooze, Story.SLACK_SECRET, story.now())).isEqualTo(200);
        assertThat(answer(story, 2)).contains("This was taken already");
        assertThat(story.incident().times().snoozedUntil()).isNull();
    }
}
