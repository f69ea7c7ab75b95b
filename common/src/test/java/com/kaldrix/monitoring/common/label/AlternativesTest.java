package com.kaldrix.monitoring.common.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlternativesTest {
    @Test
    void aListIsTakenApart() {
        assertThat(Alternatives.of("critical|page")).contains(Set.of("critical", "page"));
        assertThat(Alternatives.of("(critical|page|page)")).contains(Set.of("critical", "page"));
        assertThat(Alternatives.of("(?:web\\.internal|a b)")).contains(Set.of("web.internal", "a b"));
        assertThat(Alternatives.of("one")).contains(Set.of("one"));
        assertThat(Alternatives.of("")).contains(Set.of(""));
        assertThat(Alternatives.of("a|")).contains(Set.of("a", ""));
        assertThat(Alternatives.of("(\\(|😀)")).contains(Set.of("(", "😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "a+|b",
                "(a)|(b)",
                "(?i)a|b",
                "(?P<n>a)",
                "^a|b$",
                "a\\d",
                "a\\",
                "[ab]",
                "a{2}",
                "x(a|b)",
                "(a\\)"
            })
    void whatSaysMoreIsNoList(String expression) {
        assertThat(Alternatives.of(expression)).isEmpty();
    }

    @Test
    void aMatcherSaysWhichValuesPass() {
        assertThat(Matcher.of("x", Matcher.Operator.EQUAL, "a").onlyValues()).contains(Set.of("a"));
        assertThat(Matcher.of("x", Matcher.Operator.MATCHES, "a|b").onlyValues())
                .contains(Set.of("a", "b"));
        assertThat(Matcher.of("x", Matcher.Operator.MATCHES, "a|b.*").onlyValues())
                .isEmpty();
        assertThat(Matcher.of("x", Matcher.Operator.NOT_MATCHES, "a|b").onlyValues())
                .isEmpty();
    }
}
