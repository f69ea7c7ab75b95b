package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Slack, then a text message, then a call whose key acknowledges; each once, and none after somebody has answered. */
class TelephoneStoryTest {
    private static final String ROUTES = """
            route: {receiver: channel, group_by: [region], group_wait: 0s, group_interval: 1m, repeat_interval: 12h}
            receivers:
              - name: channel
                slack_configs:
                  - api_url: '${slackapi}'
                    channel: C0CHANNEL
                    http_config: {authorization: {credentials: xoxb-test}}
              - name: mail
                email_configs:
                  - {to: 'all@example.org, ops@example.org', from: kaldrix@example.org, smarthost: 'email.eu-west-1.amazonaws.com:443', send_resolved: true}
            """;

    private static final String RULES = """
            severity_rules: []
            default_severity: P1
            telephony:
              region: eu-west-1
              sms: {from: KALDRIX, configuration_set: pages, api_url: '${sms}'}
              voice: {instance: 0a1b, flow: c2d3, from: '+12025550100', api_url: '${voice}'}
            people:
              - id: ada
                name: Ada Lovelace
                slack: U0ADA
                phone: '+4915112345678'
                contacts: [{by: slack}, {by: sms, after: 5m}, {by: call, after: 10m}]
            escalation_policies:
              - name: default
                severities: [P1]
                steps: [{after: 0s, unless: UNLESS, notify: ['person:ada']}]
            """;

    private static Story begin(String unless) {
        return Story.begin(ROUTES, RULES.replace("UNLESS", unless)).fire("alertname", "Outage", "region", "eu-west-1");
    }

    private static JsonNode body(Story story, SinkName sink) {
        return story.pages(sink).getFirst().receipt().body();
    }

    @Test
    void slackThenATextMessageThenACallEachOnceAlsoOverARestart() {
        Story story = begin("acknowledged").at("6m").restart().at("1h");

        story.want(SinkName.SLACK, "0s", "0s");
        story.want(SinkName.SMS, "5m");
        story.want(SinkName.VOICE, "10m");
        JsonNode sms = body(story, SinkName.SMS);
        assertThat(sms.path("DestinationPhoneNumber").asString()).isEqualTo("+4915112345678");
        assertThat(sms.path("OriginationIdentity").asString()).isEqualTo("KALDRIX");
        assertThat(sms.path("ConfigurationSetName").asString()).isEqualTo("pages");
        assertThat(sms.path("MessageBody").asString())
                .startsWith("[P1] ESCALATED to Ada Lovelace: Outage (eu-west-1)")
                .contains("/incidents/" + story.incident().id())
                .contains("Acknowledge: http");
        JsonNode call = body(story, SinkName.VOICE);
        assertThat(call.path("InstanceId").asString()).isEqualTo("0a1b");
        assertThat(call.path("ContactFlowId").asString()).isEqualTo("c2d3");
        assertThat(call.path("Attributes").path("speech").asString())
                .contains("Outage (eu-west-1)")
                .endsWith("Press 1 to acknowledge.");
        assertThat(call.path("Attributes").path("person").asString()).isEqualTo("ada");
    }

    @Test
    void aKeyAcknowledgesOnceByTheNameOfWhoWasCalled() {
        Story story = begin("acknowledged").at("10m");
        UUID id = story.incident().id();
        String incident =
                body(story, SinkName.VOICE).path("Attributes").path("incident").asString();
        assertThat(incident).isEqualTo(id.toString());
        Callbacks flow = story.callbacks();

        assertThat(flow.voice(incident, "ada", "7", Story.VOICE_SECRET, story.now()))
                .isEqualTo(200);
        assertThat(flow.voice(incident, "eve", "1", Story.VOICE_SECRET, story.now()))
                .isEqualTo(200);
        assertThat(flow.voice(incident, "ada", "1", "forged", story.now())).isEqualTo(401);
        assertThat(flow.voice(
                        incident, "ada", "1", Story.VOICE_SECRET, story.now().minus(Duration.ofMinutes(6))))
                .isEqualTo(401);
        assertThat(flow.voice("x", "ada", "1", Story.VOICE_SECRET, story.now())).isEqualTo(400);
        assertThat(story.incident().state()).isEqualTo(State.OPEN);

        assertThat(flow.voice(incident, "ada", "1", Story.VOICE_SECRET, story.now()))
                .isEqualTo(200);
        assertThat(flow.voice(incident, "ada", "1", Story.VOICE_SECRET, story.now()))
                .isEqualTo(200);
        assertThat(story.incident().acknowledgedBy()).isEqualTo("ada");
        assertThat(story.jdbc()
                        .sql("select count(*) from timeline where kind = 'acknowledged'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        story.desk().resolve(id, "ben");
        assertThat(flow.voice(
                        incident, "ada", "1", Story.VOICE_SECRET, story.now().plusSeconds(1)))
                .isEqualTo(200);
        assertThat(story.desk().find(id).orElseThrow().resolvedBy()).isEqualTo("ben");
    }

    @Test
    void whoAcknowledgesAfterTheFirstMeansIsNotCalledThoughTheStepAsksForTheEnd() {
        Story story = begin("resolved").at("6m");
        story.desk().acknowledge(story.incident().id(), "ada");
        story.at("1h");

        story.want(SinkName.SMS, "5m");
        story.want(SinkName.VOICE);
    }

    @Test
    void everybodyWhoHadATextMessageHearsOfTheEndAndNobodyIsCalledForIt() {
        Story story = Story.begin(
                        ROUTES,
                        RULES.replace("UNLESS", "resolved")
                                .replace("['person:ada']", "['person:ada', 'person:ben']")
                                .replace(
                                        "escalation_policies:",
                                        "  - {id: ben, phone: '+4915199999999', contacts: [{by: sms}]}\nescalation_policies:"))
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("11m");
        story.end("alertname", "Outage", "region", "eu-west-1").at("20m");

        assertThat(story.pages(SinkName.SMS).stream()
                        .map(page -> page.receipt()
                                        .body()
                                        .path("DestinationPhoneNumber")
                                        .asString() + " "
                                + page.at().toMinutes() + " "
                                + page.text().contains("RESOLVED")))
                .containsExactlyInAnyOrder(
                        "+4915199999999 0 false",
                        "+4915112345678 5 false",
                        "+4915112345678 12 true",
                        "+4915199999999 12 true");
        story.want(SinkName.VOICE, "10m");
    }

    @Test
    void throttlingAndALostAnswerGiveOneCall() {
        Story story = Story.begin(ROUTES, RULES.replace("UNLESS", "acknowledged"));
        story.misbehave(SinkName.SMS, Behaviour.status(429).times(1));
        story.misbehave(SinkName.VOICE, Behaviour.acceptThenReset().times(1));
        story.fire("alertname", "Outage", "region", "eu-west-1").at("10m").behave(SinkName.SMS);

        assertThat(story.pages(SinkName.SMS)).hasSize(1);
        assertThat(story.pages(SinkName.VOICE)).hasSizeLessThanOrEqualTo(2);
        assertThat(story.pages(SinkName.VOICE).stream()
                        .map(page -> page.receipt().body().path("ClientToken").asString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void mailGoesByTheApiOfSes() {
        Story story = Story.begin(ROUTES.replace("receiver: channel,", "receiver: mail,"), "{}")
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("1m");

        story.want(SinkName.SMTP);
        story.want(SinkName.SES, "0s");
        JsonNode mail = body(story, SinkName.SES);
        assertThat(mail.path("envelope").path("to").toString())
                .contains("all@example.org")
                .contains("ops@example.org");
        assertThat(mail.path("subject").asString()).contains("Outage (eu-west-1)");
        assertThat(mail.path("html").asString()).contains("Outage");
        assertThat(mail.path("headers").path("references").asString()).contains("incident-");
    }
}
