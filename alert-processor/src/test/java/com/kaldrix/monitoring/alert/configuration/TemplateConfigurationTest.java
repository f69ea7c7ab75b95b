package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problems;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateConfigurationTest {
    private static final String SLACK = """
            route: {receiver: team}
            receivers:
              - name: team
                slack_configs:
                  - api_url: http://localhost/hook
                    title: %s
            """;

    @TempDir
    private Path directory = Path.of("");

    private AlertmanagerFile parse(String text) {
        return AlertmanagerFile.parse("alertmanager.yml", text, directory);
    }

    @Test
    void aTemplateThatCanNeverWorkIsRefusedWithItsPlace() {
        assertThat(problemsOf(SLACK.formatted("'{{ .CommonLabel.x }}'")))
                .containsExactly(
                        "alertmanager.yml:6:16: receivers[0].slack_configs[0].title: template, line 1, column 4:"
                                + " a value of type Data has no \".CommonLabel\"");
        assertThat(problemsOf(SLACK.formatted("'{{ template \"nowhere\" . }}'")))
                .singleElement()
                .asString()
                .contains("there is no template \"nowhere\"");
    }

    @Test
    void everyTextOfEveryIntegrationIsLookedAt() {
        String all = """
                route: {receiver: team}
                receivers:
                  - name: team
                    slack_configs:
                      - api_url: http://localhost/hook
                        channel: '{{ .X }}'
                        username: '{{ .X }}'
                        icon_emoji: '{{ .X }}'
                        icon_url: '{{ .X }}'
                        title: '{{ .X }}'
                        title_link: '{{ .X }}'
                        text: '{{ .X }}'
                        color: '{{ .X }}'
                        pretext: '{{ .X }}'
                        fallback: '{{ .X }}'
                        callback_id: '{{ .X }}'
                        image_url: '{{ .X }}'
                        thumb_url: '{{ .X }}'
                        footer: '{{ .X }}'
                        fields: [{title: '{{ .X }}', value: '{{ .X }}'}]
                        actions: [{type: '{{ .X }}', text: '{{ .X }}', url: '{{ .X }}', style: '{{ .X }}', name: '{{ .X }}', value: '{{ .X }}', confirm: {title: '{{ .X }}', text: '{{ .X }}', ok_text: '{{ .X }}', dismiss_text: '{{ .X }}'}}]
                    pagerduty_configs:
                      - routing_key: k
                        description: '{{ .X }}'
                        client: '{{ .X }}'
                        client_url: '{{ .X }}'
                        severity: '{{ .X }}'
                        class: '{{ .X }}'
                        component: '{{ .X }}'
                        group: '{{ .X }}'
                        details: {a: '{{ .X }}'}
                        links: [{href: '{{ .X }}', text: '{{ .X }}'}]
                        images: [{src: '{{ .X }}', alt: '{{ .X }}', href: '{{ .X }}'}]
                    email_configs:
                      - smarthost: localhost:25
                        to: '{{ .X }}'
                        from: '{{ .X }}'
                        headers: {Subject: '{{ .X }}'}
                        html: '{{ .X }}'
                        text: '{{ .X }}'
                    sns_configs:
                      - topic_arn: '{{ .X }}'
                        subject: '{{ .X }}'
                        message: '{{ .X }}'
                        attributes: {a: '{{ .X }}'}
                """;
        int fields = all.split("\\{\\{ \\.X }}", -1).length - 1;
        assertThat(problemsOf(all))
                .hasSize(fields)
                .allSatisfy(problem -> assertThat(problem).contains("a value of type Data has no \".X\""));
        assertThat(problemsOf(all.replace("{{ .X }}", "{{ .Status }}"))).isEmpty();
    }

    @Test
    void filesAreFoundByPattern() throws IOException {
        Files.createDirectories(directory.resolve("one"));
        Files.createDirectories(directory.resolve("two"));
        Files.writeString(directory.resolve("one/a.tmpl"), "{{ define \"team.a\" }}A {{ .Status }}{{ end }}");
        Files.writeString(directory.resolve("two/b1.tmpl"), "{{ define \"team.b\" }}B{{ end }}");
        Files.writeString(directory.resolve("two/c.tmpl"), "{{ define \"broken\" }}");
        String text = "templates: ['one/*.tmpl', '*/b[0-9].tmpl', 'three/*.tmpl']\n"
                + SLACK.formatted("'{{ template \"team.a\" . }}{{ template \"team.b\" . }}'");
        AlertmanagerFile file = parse(text);
        assertThat(file.templates().files()).hasSize(2);
        assertThat(problems(() -> parse(text.replace("one/*", "two/*"))))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(directory.resolve("two/c.tmpl") + ":1:")
                        .contains("has no {{end}}"));
    }

    @Test
    void aWrongFileIsNamedWithLineAndColumn() throws IOException {
        Files.writeString(directory.resolve("a.tmpl"), "{{ define \"team\" }}\n  {{ .Alert }}{{ end }}");
        assertThat(problems(() -> parse("templates: [a.tmpl]\n" + SLACK.formatted("'{{ template \"team\" . }}'"))))
                .singleElement()
                .asString()
                .contains(directory.resolve("a.tmpl") + " line 2, column 6: a value of type Data has no \".Alert\"");
    }

    @Test
    void theHashCoversFilesWithTemplates() throws IOException {
        Path file = directory.resolve("alertmanager.yml");
        Files.writeString(file, "templates: [a.tmpl]\n" + SLACK.formatted("'{{ template \"team\" . }}'"));
        Files.writeString(directory.resolve("a.tmpl"), "{{ define \"team\" }}one{{ end }}");
        ConfigurationSource source = new ConfigurationSource(file, null, Map.of(), FirstNotification.BY_SEVERITY);
        String before = source.load().hash();
        assertThat(source.load().hash()).isEqualTo(before);
        Files.writeString(directory.resolve("a.tmpl"), "{{ define \"team\" }}two{{ end }}");
        assertThat(source.load().hash()).isNotEqualTo(before);
    }

    @Test
    void secretsAndAddressesHoldNone() {
        assertThat(problemsOf(SLACK.formatted("x").replace("http://localhost/hook", "'http://{{ .Status }}/'")))
                .singleElement()
                .asString()
                .contains("a Go template");
    }
}
