package com.kaldrix.monitoring.alert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wild;
import jakarta.mail.internet.MimeUtility;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HeaderTextTest {
    @Property(tries = 2000)
    void readsAsItWasWritten(@ForAll("texts") String text) throws Exception {
        String line = PlainText.line(text, 200);
        String encoded = HeaderText.encoded("Subject", line);
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(encoded))).isEqualTo(line);
        assertThat(encoded.split("\r\n", -1))
                .allSatisfy(part -> assertThat(part.chars()).allMatch(c -> c >= ' ' && c <= '~'));
    }

    @Example
    void aBackslashWhereALineIsFoldedIsNoLineBreak() throws Exception {
        String line = "a".repeat(60) + "\\ " + "b".repeat(60);
        String encoded = HeaderText.encoded("Subject", line);
        assertThat(encoded).contains("\r\n");
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(encoded))).isEqualTo(line);
    }

    @Example
    void whatLooksEncodedIsShownAsItIs() throws Exception {
        String encoded = HeaderText.encoded("Subject", "=?utf-8?B?aGFjaw==?=");
        assertThat(MimeUtility.decodeText(encoded)).isEqualTo("=?utf-8?B?aGFjaw==?=");
    }

    @Example
    void plainTextStaysPlain() {
        assertThat(HeaderText.encoded("Subject", "P1 EfsFull in eu-west-1")).isEqualTo("P1 EfsFull in eu-west-1");
    }

    @Example
    void noWordIsLongerThanTheStandardAllows() {
        assertThat(HeaderText.encoded("Subject", "ä😀".repeat(80)).split("\r\n ", -1))
                .hasSizeGreaterThan(3)
                .allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(75));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Wild.texts(),
                Arbitraries.strings().withChars('\\', ' ', 'a', '=', '?', 'ä').ofMaxLength(220));
    }
}
