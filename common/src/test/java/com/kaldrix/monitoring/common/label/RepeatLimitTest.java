package com.kaldrix.monitoring.common.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.label.Matcher.Operator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatLimitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a{1000}",
                "(a{10}){100}",
                "(a{1000})(b{1000})",
                "a{1000}b{1000}",
                "((a{10}){10}|b{1000}){1}",
                "[{}(]{1000}",
                "[]a]{1000}",
                "\\(a{1000}\\)",
                "\\Q(a{1000}){1000}\\E",
                "a{,1000}{1000",
                "(a*)*",
                "[[:alpha:]{9}]{1000}",
            })
    void holds(String expression) {
        assertThat(RepeatLimit.holds(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1001}",
                "a{2,1001}",
                "a{1001,}",
                "(a{100}){11}",
                "((a{10}){10}){11}",
                "((((a{1000}){1000}){1000}){1000})",
                "(b|(?:c(?P<n>a{500}))d){3}",
                "[(](a{40}\\)){30}",
            })
    void doesNotHold(String expression) {
        assertThat(RepeatLimit.holds(expression)).isFalse();
        assertThatThrownBy(() -> Matcher.of("a", Operator.MATCHES, expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 1000");
    }
}
