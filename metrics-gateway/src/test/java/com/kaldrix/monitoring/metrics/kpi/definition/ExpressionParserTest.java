package com.kaldrix.monitoring.metrics.kpi.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Aggregation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {
    private static final Map<String, Double> KNOWN = Map.of("a", 3.0, "b", 4.0, "zero", 0.0);

    private static final Expression.Scope SCOPE = new Expression.Scope() {
        @Override
        public Outcome reference(String name) {
            Double value = KNOWN.get(name);
            return value == null ? new Outcome.NoData("no " + name) : new Outcome.Value(value);
        }

        @Override
        public Outcome aggregate(Aggregation how, String input, double share) {
            return new Outcome.Value(how.ordinal() + share);
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 + 2 * a             | 7
            (1 + 2) * a           | 9
            a - b - 1             | -2
            -a + 5                | 2
            12 / a / 2            | 2
            1.5e1                 | 15
            clamp(a, 4, 5)        | 4
            clamp(9, 4, 5)        | 5
            least(a, b)           | 3
            greatest(a, b)        | 4
            or(missing, b)        | 4
            or(a / zero, 7)       | 7
            abs(a - b)            | 1
            quantile(0.5, x)      | 7.5
            increase(x)           | 6
            """)
    void itIsComputed(String text, double expected) {
        assertThat(ExpressionParser.parse(text).evaluate(SCOPE)).isEqualTo(new Outcome.Value(expected));
    }

    @Test
    void whatIsMissingMakesNoDataOfAll() {
        assertThat(ExpressionParser.parse("100 * a / (b + missing)").evaluate(SCOPE))
                .isEqualTo(new Outcome.NoData("no missing"));
        assertThat(ExpressionParser.parse("a / zero").evaluate(SCOPE)).isInstanceOf(Outcome.NoData.class);
        assertThat(ExpressionParser.parse("clamp(a, missing, 1)").evaluate(SCOPE))
                .isInstanceOf(Outcome.NoData.class);
        assertThat(ExpressionParser.parse("1e308 * 1e308").evaluate(SCOPE)).isInstanceOf(Outcome.NoData.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a +                   | at character 4
            a b                   | is not expected, at character 3
            (a                    | is missing, at character 3
            what(a)               | there is no function 'what'
            clamp(a, 1)           | has 3 arguments, not 2
            quantile(2, a)        | from 0 to 1
            sum(1)                | the name of an input is missing
            A                     | is not expected, at character 1
            1..2                  | a number is missing
            1e999                 | the number is too large
            ''                    | missing at the end
            """)
    void whatCannotBeReadIsRefusedWithItsPlace(String text, String reason) {
        assertThatThrownBy(() -> ExpressionParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> ExpressionParser.parse("(".repeat(100_000)))
                .hasMessageContaining("nesting is too deep");
        assertThatThrownBy(() -> ExpressionParser.parse("-".repeat(100_000)))
                .hasMessageContaining("nesting is too deep");
    }
}
