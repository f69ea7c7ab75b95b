package com.kaldrix.monitoring.common.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralPrefixTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "kaldrix_node_.+ kaldrix_node_",
                "abc abc",
                "ab?c a",
                "ab*c a",
                "ab{2} a",
                "ab+c ab",
                "a|b ''",
                "ab(c|d) ''",
                "(?i)abc ''",
                "^abc ''",
                "\\Qabc\\E ''",
                "x😀* x",
                "* ''",
            })
    void isWhatEveryMatchBeginsWith(String expression, String prefix) {
        assertThat(LiteralPrefix.of(expression)).isEqualTo(prefix);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.strings()
                .withChars("ab.*+?|()[]{}2^$\\Q")
                .ofMinLength(1)
                .ofMaxLength(9);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab2{Q").ofMaxLength(6);
    }

    @Property(tries = 3000)
    void matchersSayWhatTheExpressionSays(@ForAll("expressions") String expression, @ForAll("texts") String text) {
        Pattern pattern;
        try {
            pattern = Pattern.compile("^(?:" + expression + ")$");
        } catch (PatternSyntaxException invalid) {
            Assume.that(false);
            return;
        }
        boolean found = pattern.matcher(text).find();

        assertThat(Matcher.of("x", Matcher.Operator.MATCHES, expression).matchesValue(text))
                .isEqualTo(found);
        assertThat(Matcher.of("x", Matcher.Operator.NOT_MATCHES, expression).matchesValue(text))
                .isEqualTo(!found);
    }
}
