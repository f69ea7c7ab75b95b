package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @Property(tries = 2_000)
    void isUtf8AsJavaWritesIt(@ForAll String text, @ForAll @IntRange(min = 0, max = 70_000) int before)
            throws IOException {
        String whole = "x".repeat(before) + text;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            out.text(whole);
        }
        assertThat(bytes.toByteArray()).isEqualTo(JsonTest.whole(whole).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2_000)
    void whatIsWrittenPlainlyIsWhatItWas(@ForAll String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean written;
        try (Utf8Output out = new Utf8Output(bytes)) {
            written = out.plain(text, '"', '\\');
        }
        assertThat(written).isEqualTo(text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\'));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(written ? text : "");
    }

    @Property(tries = 5_000)
    void timesAreWrittenAsJavaWritesThem(
            @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 999) int nanos,
            @ForAll @IntRange(min = 0, max = 3) int unit)
            throws IOException {
        Instant at = Instant.ofEpochSecond(second, nanos * (long) Math.pow(10, 2 * unit));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            out.instant(at);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(at.toString());
    }

    @Property(tries = 1_000)
    void nothingInvisibleIsLeft(@ForAll String text) {
        assertThat(Visible.harmless(text).codePoints())
                .noneMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.PRIVATE_USE
                        || Character.getType(c) == Character.FORMAT && c != 0x200C && c != 0x200D);
    }

    @ParameterizedTest
    @CsvSource({
        "'plain', 'plain'",
        "'a\tb\nc', 'a b c'",
        "'\u202Egpj', '[U+202E]gpj'",
        "'\u2066x\u2069', '[U+2066]x[U+2069]'",
        "'zero\u200Bwidth', 'zero[U+200B]width'",
        "'\uFEFFmark', '[U+FEFF]mark'",
        "'\uFFFF', '[U+FFFF]'",
        "'\uD83D', '[U+D83D]'",
        "'\uD83D\uDC69\u200D\uD83D\uDCBB', '\uD83D\uDC69\u200D\uD83D\uDCBB'",
        "'\u05E9\u05DC\u05D5\u05DD', '\u05E9\u05DC\u05D5\u05DD'",
    })
    void whatDeceivesIsNamed(String text, String visible) {
        assertThat(Visible.of(text)).isEqualTo(visible);
    }

    @Test
    void aLongTextSaysHowMuchIsMissing() {
        String emoji = "\uD83D\uDE00".repeat(Visible.MOST);
        assertThat(Visible.of(emoji)).isEqualTo(emoji);
        assertThat(Visible.of(emoji + "!!")).isEqualTo(emoji + "\u2026 (2 more characters are in report.json)");
    }

    /** The example of RFC 9562, A.4. */
    @Test
    void namesUuidsAsTheRfcDoes() {
        assertThat(new NamedUuid(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8")).of("www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }
}
