package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] inside = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, inside, 1, bytes.length);
        return Numbers.parse(inside, 1, inside.length - 1);
    }

    @Property
    void readsWhatJavaWrites(@ForAll double value) {
        assertThat(parse(Double.toString(value))).isEqualTo(value);
    }

    @Property
    void readsDecimalsToTheLastBit(@ForAll long digits, @ForAll @IntRange(min = -40, max = 40) int exponent) {
        String text = digits + "e" + exponent;
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property
    void readsPointsAnywhere(@ForAll @IntRange(min = 0) int whole, @ForAll @IntRange(min = 0) int part) {
        String text = whole + "." + part;
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "+1", "-1.", ".5", "007", "1e5", "1E+5", "1e-400", "0.1", "123456789012345678901234567"})
    void readsWhatGoReads(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void readsWords() {
        for (String text : new String[] {"Inf", "+inf", "INFINITY", "+Infinity"}) {
            assertThat(parse(text)).isEqualTo(Double.POSITIVE_INFINITY);
        }
        assertThat(parse("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        for (String text : new String[] {"NaN", "nan", "NAN"}) {
            assertThat(Double.doubleToRawLongBits(parse(text)))
                    .as("the NaN that is not the mark of staleness")
                    .isEqualTo(0x7ff8000000000001L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "+", "-", ".", "e5", "1e", "1e+", "1_000", "0x1p3", "0x10", "1f", "1d", "+nan", "infin", "1e400",
                "--1", "1..2", "1,5", " 1", "١"
            })
    void refusesWhatPrometheusRefuses(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> parse(text));
    }
}
