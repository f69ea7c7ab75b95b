package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is on call is asked at the moment of a step, and nobody is paged who has handed over. The story begins at 03:00 UTC. */
class OnCallStoryTest {
    private static final String ROUTES = """
            route:
              receiver: channel
              group_by: [region]
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 12h
            receivers:
              - name: channel
                slack_configs:
                  - api_url: '${slackapi}'
                    channel: C0CHANNEL
                    send_resolved: true
                    http_config: {authorization: {credentials: xoxb-test}}
              - name: ada-pager
                webhook_configs: [{url: '${webhook}/ada'}]
              - name: ben-pager
                webhook_configs: [{url: '${webhook}/ben'}]
              - name: cy-pager
                webhook_configs: [{url: '${webhook}/cy'}]
              - name: operations
                webhook_configs: [{url: '${webhook}/operations'}]
              - name: mail
                email_configs: [{to: all@example.org, from: kaldrix@example.org, smarthost: '${smtp}', require_tls: false}]
            """;

    private static final String PEOPLE = """
            severity_rules: []
            default_severity: P1
            people:
              - {id: ada, name: Ada Lovelace, email: ada@example.org, slack: U0ADA, contacts: [{receiver: ada-pager}]}
              - {id: ben, name: Ben, contacts: [{receiver: ben-pager}]}
              - {id: cy, contacts: [{receiver: cy-pager}]}
            teams:
              - {name: core, members: [ada, ben, cy], schedules: [primary]}
              - {name: everybody, members: [ada, ben]}
            """;

    /** Ada until 03:10, then Ben; by day only. */
    private static final String SCHEDULE = """
            schedules:
              - name: primary
                time_zone: UTC
                layers:
                  - {name: nights, people: [ada, ben], rotation: daily, start: '2026-03-01T03:10'}
                  - {name: learning, people: [cy], rotation: weekly, start: '2026-02-23T00:00', shadow: true}
              - name: office
                time_zone: Europe/Berlin
                layers:
                  - name: days
                    people: [ben]
                    rotation: weekly
                    start: '2026-02-02T09:00'
                    hours: [{days: ['monday:friday'], from: '09:00', to: '18:00'}]
            """;

    private static Story begin(String steps) {
        return Story.begin(ROUTES, PEOPLE + SCHEDULE + """
                escalation_policies:
                  - name: default
                    severities: [P1]
                    steps:
                """ + steps.indent(6))
                .fire("alertname", "Outage", "region", "eu-west-1");
    }

    private static List<String> paged(Story story) {
        return story.pages(SinkName.WEBHOOK).stream()
                .map(page -> page.receipt().path().replaceAll(".*/", "") + "@"
                        + page.at().toMinutes())
                .toList();
    }

    @Test
    void aHandOverInTheMiddleOfAnEscalationSendsTheNextStepToWhoHasTheTurnThen() {
        Story story = begin("""
                - {after: 0s, unless: acknowledged, notify: ['schedule:primary']}
                - {after: 5m, unless: acknowledged, notify: ['schedule:primary']}
                - {after: 15m, unless: acknowledged, notify: ['schedule:primary']}
                """).at("1h");

        assertThat(paged(story)).containsExactlyInAnyOrder("ada@0", "cy@0", "ada@5", "cy@5", "ben@15", "cy@15");
        assertThat(timeline(story))
                .contains("Told Ada Lovelace (on call, primary), cy (shadow, primary) at once.")
                .anyMatch(text -> text.startsWith("Escalated to Ben (on call, primary), cy (shadow, primary)"));
    }

    @Test
    void whoHasTheTurnIsToldOfTheEndToo() {
        Story story = begin("- {after: 0s, unless: acknowledged, notify: ['team:core']}")
                .at("10m");
        story.end("alertname", "Outage", "region", "eu-west-1").at("20m");

        assertThat(paged(story)).containsExactlyInAnyOrder("ada@0", "cy@0", "ada@11", "cy@11");
    }

    @Test
    void aGapSendsThePageElsewhereAndSaysSo() {
        Story story = begin("""
                - {after: 5m, unless: acknowledged, notify: ['schedule:office']}
                - {after: 20m, unless: acknowledged, notify: [operations]}
                """).at("10m");

        assertThat(paged(story)).containsExactly("operations@5");
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text()).contains("operations");
        assertThat(timeline(story))
                .anyMatch(text -> text.contains("Nobody is on call by office. This goes to operations instead."));
    }

    @Test
    void aGapInAPolicyWithoutReceiversGoesToTheReceiverOfTheIncident() {
        Story story = begin("- {after: 5m, unless: acknowledged, notify: ['schedule:office']}")
                .at("10m");

        assertThat(paged(story)).isEmpty();
        story.want(SinkName.SLACK, "0s", "5m");
        assertThat(story.pages(SinkName.SLACK).getLast().text()).contains("Nobody is on call by office.");
    }

    @Test
    void aTeamWithoutSchedulesIsReachedAsAWhole() {
        Story story = begin("- {after: 5m, unless: acknowledged, notify: ['team:everybody', 'person:ada']}")
                .at("10m");

        assertThat(paged(story)).containsExactlyInAnyOrder("ada@5", "ben@5");
    }

    @Test
    void aGapIsOverWithItsScheduleAndTheTurnOfSomebodyUnknownIsOne() {
        Story story = Story.begin(ROUTES, PEOPLE + SCHEDULE).coverage();
        assertThat(gaps(story)).containsExactly("office");

        story.jdbc()
                .sql("""
                        insert into on_call_override (id, schedule, person, starts_at, ends_at, made_by, made_at)
                        values (gen_random_uuid(), 'primary', 'dan', :from, :to, 'ada', :from)
                        """)
                .param("from", java.sql.Timestamp.from(story.now()))
                .param("to", java.sql.Timestamp.from(story.now().plusSeconds(3600)))
                .update();
        story.coverage();
        assertThat(gaps(story)).containsExactly("office", "primary");

        story.load(ROUTES, PEOPLE.replace(", schedules: [primary]", "")).coverage();
        assertThat(gaps(story)).isEmpty();
    }

    private static List<String> gaps(Story story) {
        return story.jdbc()
                .sql(
                        "select labels ->> 'schedule' from alert where labels ->> 'alertname' = 'OnCallGap' and ends_at > :now order by 1")
                .param("now", java.sql.Timestamp.from(story.now()))
                .query(String.class)
                .list();
    }

    private static final String BY_MEANS = """
            severity_rules: []
            default_severity: P1
            people:
              - id: ada
                name: Ada Lovelace
                email: ada@example.org
                slack: U0ADA
                contacts:
                  - {by: slack}
                  - {by: email, after: 2m}
                  - {receiver: ada-pager, after: 4m}
            escalation_policies:
              - name: default
                severities: [P1]
                steps: [{after: 1m, unless: acknowledged, notify: ['person:ada']}]
            """;

    @Test
    void aPersonIsToldByOneMeansAfterTheOther() {
        Story story = Story.begin(ROUTES, BY_MEANS)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("30m");

        story.want(SinkName.SLACK, "0s", "1m");
        assertThat(story.pages(SinkName.SLACK).getLast().text())
                .contains("\"channel\":\"U0ADA\"")
                .contains("ESCALATED to Ada Lovelace");
        story.want(SinkName.SMTP, "3m");
        assertThat(story.pages(SinkName.SMTP).getFirst().text()).contains("ada@example.org");
        story.want(SinkName.WEBHOOK, "5m");
    }

    @Test
    void aMeansThatTheFileLosesMeanwhileIsStoodInForByAnotherOfTheSamePerson() {
        Story story = Story.begin(ROUTES, BY_MEANS)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("2m")
                .load(ROUTES, BY_MEANS.replace("{by: email, after: 2m}", "{receiver: ben-pager, after: 2m}"))
                .at("30m");

        story.want(SinkName.SMTP);
        assertThat(paged(story)).containsExactly("ada@3", "ben@5");
    }

    @Test
    void aMeansForWhichNothingStandsInIsMissedInTheTimeline() {
        Story story = Story.begin(ROUTES, BY_MEANS)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("2m")
                .load(ROUTES, BY_MEANS.replaceFirst(" +- \\{by: email, after: 2m}\n", ""))
                .at("30m");

        story.want(SinkName.WEBHOOK, "5m");
        assertThat(timeline(story))
                .contains(
                        "The configuration has no person:ada/email[0] any more, nor another means that is left; nobody was told by it");
    }

    @Test
    void whoAnswersByTheFirstMeansIsNotToldByTheNext() {
        Story story = Story.begin(ROUTES, BY_MEANS)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("4m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("30m");

        story.want(SinkName.SMTP, "3m");
        story.want(SinkName.WEBHOOK);
    }

    @Test
    void anEscalationThatBeginsAnewForgetsTheMeansOfTheOneBefore() {
        Story story = Story.begin(ROUTES, BY_MEANS)
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("2m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.desk().reopen(story.incident().id(), "ada");
        story.at("2m30s").restart().at("30m");

        story.want(SinkName.SMTP, "5m");
        story.want(SinkName.WEBHOOK, "7m");
    }

    private static List<String> timeline(Story story) {
        return story.jdbc()
                .sql("select text from timeline order by id")
                .query(String.class)
                .list();
    }
}
