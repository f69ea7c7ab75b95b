package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people read where the configuration gives the words. */
class TemplateStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 12h
            receivers:
              - name: on-call
            """;

    private static final String RULES = "default_severity: P1\nescalation_policies: []\n";

    private static Story fire(String integration) {
        return Story.begin(ROUTES + integration, RULES)
                .fire("alertname", "HighErrorRate", "region", "eu-west-1", "pod", "a<b>")
                .at("10s");
    }

    private static JsonNode body(Story story, SinkName sink) {
        return story.pages(sink).getFirst().receipt().body();
    }

    @Test
    void slackShowsTheAttachmentThatTheFileAsksFor() {
        Story story = fire("""
                    slack_configs:
                      - api_url: '${slack}'
                        title: '{{ template "slack.default.title" . }}'
                        title_link: '{{ (index .Alerts 0).GeneratorURL }}'
                        text: '{{ range .Alerts }}{{ .Labels.pod }} in {{ .Labels.region }}{{ end }}'
                        color: '{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'
                        pretext: '{{ .Receiver }}'
                        fields:
                          - {title: Region, value: '{{ .CommonLabels.region }}', short: true}
                        actions:
                          - {type: button, text: 'Runbook {{ .Status | toUpper }}', url: 'https://runbooks.example/{{ .GroupLabels.region }}'}
                """);

        story.want(SinkName.SLACK, "0s");
        JsonNode attachment = body(story, SinkName.SLACK).at("/attachments/0");
        assertThat(attachment.get("title").asString()).isEqualTo("[FIRING:1] eu-west-1 (HighErrorRate a<b>)");
        assertThat(attachment.get("text").asString()).isEqualTo("a<b> in eu-west-1");
        assertThat(attachment.get("color").asString()).isEqualTo("danger");
        assertThat(attachment.get("pretext").asString()).isEqualTo("on-call");
        assertThat(attachment.at("/fields/0/value").asString()).isEqualTo("eu-west-1");
        assertThat(attachment.at("/actions/0/url").asString()).isEqualTo("https://runbooks.example/eu-west-1");
        assertThat(attachment.at("/actions/0/text").asString()).isEqualTo("Runbook FIRING");
    }

    @Test
    void pagerDutyShowsItsDetails() {
        Story story = fire("""
                    pagerduty_configs:
                      - routing_key: key
                        url: '${pagerduty}'
                        description: '{{ .CommonLabels.alertname }} in {{ .CommonLabels.region }}'
                        severity: '{{ if eq .CommonLabels.region "eu-west-1" }}critical{{ else }}warning{{ end }}'
                        details: {firing: '{{ template "pagerduty.default.instances" .Alerts.Firing }}'}
                        links: [{href: 'https://runbooks.example/{{ .CommonLabels.alertname }}', text: Runbook}]
                """);

        JsonNode event = body(story, SinkName.PAGERDUTY);
        assertThat(event.at("/payload/summary").asString()).isEqualTo("HighErrorRate in eu-west-1");
        assertThat(event.at("/payload/severity").asString()).isEqualTo("critical");
        assertThat(event.at("/payload/custom_details/firing").asString()).contains("- pod = a<b>");
        assertThat(event.get("links").toString()).contains("https://runbooks.example/HighErrorRate");
    }

    @Test
    void mailIsEscapedWhereItIsAPage() {
        Story story = fire("""
                    email_configs:
                      - to: 'team-{{ .CommonLabels.region }}@example.org'
                        from: kaldrix@example.org
                        smarthost: '${smtp}'
                        require_tls: false
                        headers: {Subject: '{{ template "email.default.subject" . }}'}
                        html: '<p>{{ .CommonLabels.pod }}</p>'
                        text: '{{ .CommonLabels.pod }}'
                """);

        story.want(SinkName.SMTP, "0s");
        assertThat(body(story, SinkName.SMTP).toString())
                .contains("<p>a&lt;b&gt;</p>")
                .contains("team-eu-west-1@example.org")
                .contains("[FIRING:1] eu-west-1 (HighErrorRate a<b>)");
    }

    @Test
    void aTemplateThatDoesNotFitTheAlertsHoldsUpNoPage() {
        Story story = fire("""
                    slack_configs:
                      - api_url: '${slack}'
                        title: '{{ (index .Alerts 5).Labels.pod }}'
                        text: 'in {{ .CommonLabels.region }}'
                """);

        story.want(SinkName.SLACK, "0s");
        assertThat(body(story, SinkName.SLACK).toString())
                .contains("HighErrorRate (eu-west-1)")
                .contains("in eu-west-1")
                .contains("a template of which does not fit: title:1:5: index: index out of range: 5");
        assertThat(story.jdbc()
                        .sql("select text from timeline where kind = 'delivered' and text like '%plain words%'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("in plain words, because a template could not be filled in: title:1:5");
    }
}
