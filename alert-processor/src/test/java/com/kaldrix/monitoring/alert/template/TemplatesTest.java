package com.kaldrix.monitoring.alert.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Templates TEMPLATES = Templates.defaults();

    static Stream<TemplateCases.Case> texts() {
        return Stream.concat(TemplateCases.of("text"), TemplateCases.of("defaults"));
    }

    static Stream<TemplateCases.Case> pages() {
        return TemplateCases.of("html");
    }

    static Stream<String> wrong() {
        return TemplateCases.wrong();
    }

    private static String text(String template) {
        return TEMPLATES.text("field", template, TemplateCases.DATA);
    }

    private static String html(String template) {
        return TEMPLATES.html("field", template, TemplateCases.DATA);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void saysWhatAlertmanagerSays(TemplateCases.Case it) {
        TEMPLATES.check("field", it.template());
        assertThat(text(it.template())).isEqualTo(it.expected());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void escapesAsAlertmanagerDoes(TemplateCases.Case it) {
        TEMPLATES.check("field", it.template());
        assertThat(html(it.template())).isEqualTo(it.expected());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesBeforeAnybodyHasToBeTold(String template) {
        TemplateException wrong =
                catchThrowableOfType(TemplateException.class, () -> TEMPLATES.check("field", template));
        assertThat(wrong).as(template).isNotNull();
        assertThat(wrong.line()).isEqualTo(1);
        assertThat(wrong.column()).isBetween(1, template.length() + 1);
        assertThat(wrong.template()).isEqualTo("field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{{ .Nothing }}~1:4: a value of type Data has no \".Nothing\"",
                "{{ range .Alerts }}{{ if false }}{{ .Label.x }}{{ end }}{{ end }}~1:37: a value of type Alert has no \".Label\"",
                "{{ upper .Status }}~1:4: there is no function \"upper\"",
                "{{ template \"a\" . }}{{ define \"a\" }}{{ .Oh }}{{ end }}~1:40: a value of type Data has no \".Oh\"",
                "{{ toUpper .Status .Receiver }}~1:4: \"toUpper\" takes 1 argument and not 2",
                "{{ if .Status }}~1:4: {{if}} has no {{end}}"
            })
    void saysWhereAndWhat(String template, String message) {
        assertThatThrownBy(() -> TEMPLATES.check("title", template)).hasMessage("title:" + message);
    }

    @Test
    void countsLines() {
        assertThatThrownBy(() -> TEMPLATES.check("text", "one\ntwo {{ .Status }}\n  {{ .Oops }}"))
                .hasMessageStartingWith("text:3:6: ");
    }

    @Test
    void readsFilesInTheirOrder() {
        Templates templates = Templates.of(List.of(
                new Templates.File(
                        "/etc/a.tmpl",
                        "{{ define \"x\" }}first{{ end }}{{ define \"y\" }}{{ template \"x\" . }}{{ end }}"),
                new Templates.File(
                        "/etc/b.tmpl", "{{ define \"x\" }}second{{ end }}{{ define \"__subject\" }}ours{{ end }}"),
                new Templates.File("/etc/c.tmpl", "{{ define \"x\" }} {{ end }}")));
        assertThat(templates.text(
                        "f", "{{ template \"y\" . }} {{ template \"slack.default.title\" . }}", TemplateCases.DATA))
                .isEqualTo("second ours");
    }

    @Test
    void namesTheFileThatIsWrong() {
        assertThatThrownBy(() -> Templates.of(List.of(new Templates.File("/etc/a.tmpl", "\n{{ define \"x\" }}{{ .A"))))
                .hasMessageStartingWith("/etc/a.tmpl:2:");
        Templates templates =
                Templates.of(List.of(new Templates.File("/etc/a.tmpl", "{{ define \"x\" }}\n{{ .Oops }}{{ end }}")));
        assertThatThrownBy(() -> templates.check("title", "{{ template \"x\" . }}"))
                .hasMessageStartingWith("/etc/a.tmpl:2:4: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}",
                "{{ define \"a\" }}{{ template \"b\" . }}{{ end }}{{ define \"b\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}",
                "{{ $x := \"0123456789\" }}{{ range printf \"%30d\" 1 | len }}{{ end }}"
            })
    void refusesWhatHasNoEnd(String template) {
        if (template.contains("range")) {
            TEMPLATES.check("field", template);
        } else {
            assertThatThrownBy(() -> TEMPLATES.check("field", template)).hasMessageContaining("without end");
        }
    }

    @Test
    void boundsWhatItWritesAndHowLongItWorks() {
        String doubling = "{{ $x := \"0123456789\" }}{{ range 30 }}{{ $x = print $x $x }}{{ end }}{{ $x }}";
        assertThatThrownBy(() -> TEMPLATES.check("field", doubling)).hasMessageContaining("too long");
        String nested = "{{ range 1000 }}{{ range 1000 }}{{ range 1000 }}x{{ end }}{{ end }}{{ end }}";
        assertThatThrownBy(() -> TEMPLATES.check("field", nested)).isInstanceOf(TemplateException.class);
        String deep = "{{ if .Status }}".repeat(2000) + "{{ end }}".repeat(2000);
        assertThatThrownBy(() -> TEMPLATES.check("field", deep)).hasMessageContaining("too deeply");
        String wide = "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}";
        assertThatThrownBy(() -> TEMPLATES.check("field", wide)).hasMessageContaining("too deeply");
    }

    @Test
    void whatOnlyTheDataMakeWrongIsFoundWhenItIsFilledIn() {
        String template = "{{ (index .Alerts 7).Status }}";
        TEMPLATES.check("field", template);
        assertThatThrownBy(() -> text(template)).hasMessage("field:1:5: index: index out of range: 7");
    }

    @Test
    void knowsTheFunctionsOfLaterVersions() {
        assertThat(text("{{ since (index .Alerts 1).EndsAt | humanizeDuration }}"))
                .isEqualTo("29m 45s");
        assertThat(text("{{ (index .Alerts 0).StartsAt | tz \"Europe/Berlin\" | date \"15:04 -0700\" }}"))
                .isEqualTo("06:06 +0100");
        assertThat(text("{{ trimSpace \"  a  \" }}|{{ .CommonLabels | toJson }}"))
                .isEqualTo("a|{\"alertname\":\"HighErrorRate\",\"severity\":\"critical\"}");
    }

    @Test
    void leadsNobodyAstrayInHtml() {
        assertThat(html("<script>var x = {{ .Receiver }};</script>{{ .Receiver }}<p>"))
                .isEqualTo("<script>var x = \"team-X\";</script>team-X<p>");
        assertThat(html("<a onclick=\"f({{ (index .Alerts 0).Labels.pod }})\">"))
                .doesNotContain("<b>")
                .doesNotContain("\"c\"");
        assertThat(html("<a href={{ (index .Alerts 1).GeneratorURL }}>")).isEqualTo("<a href=#ZgotmplZ>");
        assertThat(html("<p {{ (index .Alerts 0).Labels.pod }}>")).isEqualTo("<p ZgotmplZ>");
        assertThat(html("<!-- {{ .Receiver }} --><p>{{ .Receiver }}")).isEqualTo("<!--  --><p>team-X");
    }
}
