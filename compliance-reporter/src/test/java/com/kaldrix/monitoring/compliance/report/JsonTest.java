package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.audit.trail.CanonicalJson;
import com.kaldrix.monitoring.compliance.report.json.JsonStream;
import com.kaldrix.monitoring.compliance.report.json.ReportJson;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    private static String text(String value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            JsonStream.canonical(out).list().value(value).endList();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Half a pair of surrogates has no canonical form; it becomes U+FFFD. */
    static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    @Property(tries = 2_000)
    void writesEveryTextAsRfc8785(@ForAll String text) throws IOException {
        String written = text(text);
        assertThat(written.getBytes(StandardCharsets.UTF_8)).isEqualTo(CanonicalJson.of(written));
        assertThat(JsonMapper.shared().readTree(written).get(0).asString()).isEqualTo(whole(text));
    }

    @Test
    void longTextsAndHostileOnesToo() throws IOException {
        for (String text : ExampleFleet.HOSTILE) {
            assertThat(JsonMapper.shared().readTree(text(text)).get(0).asString())
                    .isEqualTo(whole(text));
        }
        String large = "\u00E9\uD83D\uDE00x".repeat(50_000);
        assertThat(JsonMapper.shared().readTree(text(large)).get(0).asString()).isEqualTo(large);
    }

    @Test
    void membersOutOfOrderAreAMistake() throws IOException {
        JsonStream json = JsonStream.canonical(new Utf8Output(new ByteArrayOutputStream()));
        json.object().member("b", 1);
        assertThatThrownBy(() -> json.member("a", 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> json.name("b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNumberThatNotEveryReaderHasExactlyIsAMistake() {
        JsonStream json = JsonStream.canonical(new Utf8Output(new ByteArrayOutputStream()));
        assertThatThrownBy(() -> json.value(1L << 53)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWholeReportIsCanonical() throws IOException {
        String report = ReportExamplesOnce.text(ReportJson.FILE);
        assertThat(report).endsWith("}\n");
        assertThat(CanonicalJson.of(report)).isEqualTo(report.strip().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anybodyCanTakeTheHashOfTheDataSet() throws Exception {
        JsonNode report = JsonMapper.shared().readTree(ReportExamplesOnce.text(ReportJson.FILE));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(CanonicalJson.of(report.get("facts").toString()));
        digest.update((byte) '\n');
        for (JsonNode finding : report.get("findings")) {
            digest.update(CanonicalJson.of(finding.toString()));
            digest.update((byte) '\n');
        }
        assertThat(report.get("sha256").asString())
                .isEqualTo(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo(ReportExamplesOnce.printed().whole().dataSet());
    }

    @Test
    void holdsEveryFinding() throws IOException {
        JsonNode report = JsonMapper.shared().readTree(ReportExamplesOnce.text(ReportJson.FILE));
        assertThat(report.get("findings").size())
                .isEqualTo((int) ExampleReports.fleet().size());
        assertThat(List.copyOf(report.propertyNames()))
                .containsExactly("facts", "findings", "format", "groups", "sha256");
    }
}
