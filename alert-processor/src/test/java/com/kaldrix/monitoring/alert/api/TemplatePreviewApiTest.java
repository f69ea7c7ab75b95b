package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class TemplatePreviewApiTest extends ApiTest {
    private static final String PREVIEW = "/api/v1/templates:preview";
    private static final String TWO = """
            [{"labels":{"alertname":"Slow","region":"eu-west-1","pod":"a<b"},"annotations":{"summary":"s"},
              "startsAt":"2026-03-01T11:00:00Z","endsAt":"2026-03-01T11:30:00Z"},
             {"labels":{"alertname":"Slow","region":"eu-west-1","pod":"c"},"annotations":{"summary":"s","more":"m"}}]
            """;

    @AfterEach
    void restore() throws IOException {
        writeConfiguration();
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);
    }

    private JsonNode shown(String body) {
        MvcTestResult result = post(VIEWER, PREVIEW, body);
        assertThat(result).hasStatus(200);
        return body(result);
    }

    private String text(String template, String rest) {
        return shown("{\"text\":\"" + template + "\"" + rest + "}").get("text").stringValue();
    }

    @Test
    void fillsATextInWithTheAlertsThatAreGiven() {
        assertThat(text(
                        "{{ .Status }} {{ len .Alerts.Firing }}+{{ len .Alerts.Resolved }} {{ .GroupLabels.region }}"
                                + " {{ .CommonLabels.pod }}{{ .CommonAnnotations.summary }}{{ .CommonAnnotations.more }}"
                                + " {{ (index .Alerts 0).Labels.pod }} {{ .Receiver }} {{ .ExternalURL }}",
                        ",\"groupBy\":[\"region\"],\"receiver\":\"nobody\",\"alerts\":" + TWO))
                .startsWith("firing 1+1 eu-west-1 s c nobody http");
        assertThat(text("{{ range .Alerts.Resolved }}{{ .Labels.pod }}{{ end }}", ",\"html\":true,\"alerts\":" + TWO))
                .isEqualTo("a&lt;b");
    }

    @Test
    void takesMadeUpAlertsWithoutAnyAndTheDefaultTemplates() {
        assertThat(text("{{ template \\\"slack.default.title\\\" . }}", "")).startsWith("[FIRING:2]");
    }

    @Test
    void showsTheTextsOfAReceiverAndWhichOfThemFail() throws IOException {
        Files.writeString(
                ROUTES_FILE,
                Files.readString(ROUTES_FILE)
                        .replaceFirst(
                                "( *)- api_url: .*\n",
                                "$0$1  title: '{{ .CommonLabels.alertname }} of {{ .Receiver }}'\n"
                                        + "$1  text: '{{ (index .Alerts 1).Labels.pod }}'\n"));
        assertThat(post(ADMIN, "/-/reload", null)).hasStatus(200);

        JsonNode two =
                shown("{\"receiver\":\"on-call\",\"alerts\":" + TWO + "}").at("/integrations/1");
        assertThat(two.get("integration").stringValue()).isEqualTo("on-call/slack[0]");
        assertThat(two.toString()).doesNotContain(SECRET);
        assertThat(field(two, "title", "text")).containsExactly("Slow of on-call");
        assertThat(field(two, "text", "text")).containsExactly("a<b");

        JsonNode one = shown("{\"receiver\":\"on-call\",\"alerts\":[{\"labels\":{\"a\":\"b\"}}]}")
                .at("/integrations/1");
        assertThat(field(one, "text", "failure").getFirst()).contains("text:1:");
    }

    private static List<String> field(JsonNode integration, String name, String what) {
        return integration
                .get("fields")
                .valueStream()
                .filter(field -> field.get("field").stringValue().equals(name))
                .map(field -> field.path(what).asString(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                         | /text
                    {"text":"{{ .Nothing }}"}                                  | /text
                    {"text":"{{ if }}"}                                        | /text
                    {"text":"x {{ index .Alerts 7 }}"}                         | /text
                    {"text":"{{ define `x` }}{{ template `x` . }}{{ end }}{{ template `x` . }}"} | /text
                    {"receiver":"slcak"}                                       | /receiver
                    {"text":"x","alerts":[]}                                   | /alerts
                    {"text":"x","alerts":[{"labels":{}}]}                      | /alerts/0/labels
                    {"text":"x","alerts":[null]}                               | /alerts/0
                    {"text":"x","alerts":[{"labels":{"a":null}}]}              | /alerts/0/labels/a
                    {"text":"x","groupBy":[null]}                              | /groupBy/0
                    {"text":"x","other":1}                                     | /other
                    """)
    void namesWhatIsWrong(String body, String field) {
        MvcTestResult result = post(VIEWER, PREVIEW, body);
        assertThat(result).hasStatus(400);
        assertThat(body(result)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue()))
                .contains(field);
    }

    @Test
    void namesTheLineAndTheColumn() {
        MvcTestResult result = post(VIEWER, PREVIEW, "{\"text\":\"a\\n{{ .Nothing }}\"}");
        assertThat(body(result).at("/errors/0/reason").stringValue()).startsWith("line 2, column ");
    }
}
