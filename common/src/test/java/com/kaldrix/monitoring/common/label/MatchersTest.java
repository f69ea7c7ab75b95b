package com.kaldrix.monitoring.common.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.kaldrix.monitoring.common.label.Matcher.Operator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the reading of matchers to what Alertmanager 0.25 (classic) and 0.27 (UTF-8 with classic first) read. */
class MatchersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "foo=bar                                | {foo=\"bar\"}",
                "foo!=bar                               | {foo!=\"bar\"}",
                "foo=~bar.*                             | {foo=~\"bar.*\"}",
                "foo!~bar.*                             | {foo!~\"bar.*\"}",
                "  foo   =   bar                        | {foo=\"bar\"}",
                "foo=\"bar\"                            | {foo=\"bar\"}",
                "{foo=\"bar\",dings!=\"bums\",}         | {foo=\"bar\",dings!=\"bums\"}",
                "foo=bar,dings!=bums                    | {foo=\"bar\",dings!=\"bums\"}",
                "foo=bar, dings=~\"a.b\"                | {foo=\"bar\",dings=~\"a.b\"}",
                "{foo=bar                               | {foo=\"bar\"}",
                "foo=bar}                               | {foo=\"bar\"}",
                "foo=\"bar,baz\"                        | {foo=\"bar,baz\"}",
                "foo=                                   | {foo=\"\"}",
                "foo=\"\"                               | {foo=\"\"}",
                "foo=\"say \\\"hi, you\\\"\"            | {foo=\"say \\\"hi, you\\\"\"}",
                "foo=\"a\\nb\"                          | {foo=\"a\\nb\"}",
                "foo=\"a\\\\b\"                         | {foo=\"a\\\\b\"}",
                "foo=~\"10\\.0\\.\\d+\"                 | {foo=~\"10\\\\.0\\\\.\\\\d+\"}",
                "foo=bar\\                              | {foo=\"bar\\\\\"}",
                "foo=two words                          | {foo=\"two words\"}",
                "foo=a=b                                | {foo=\"a=b\"}",
                "foo=~                                  | {foo=~\"\"}",
                "a:b=c                                  | {a:b=\"c\"}",
                "{}                                     | {}",
                "foo=bar,                               | {foo=\"bar\"}",
                "foo=ümlaut                             | {foo=\"ümlaut\"}",
            })
    void readsTheClassicForm(String text, String written) {
        assertThat(Matchers.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"my label\"=\"x\"          | {\"my label\"=\"x\"}",
                "service.name=shop           | {service.name=\"shop\"}",
                " { foo = bar }              | {foo=\"bar\"}",
                "Σ=\"sum\"                   | {Σ=\"sum\"}",
                "\"a,b\"=\"tab\\t\"          | {\"a,b\"=\"tab\\t\"}",
                "a.b=\"\\u00fc\\x41\\101\"   | {a.b=\"üAA\"}",
            })
    void readsTheUtf8FormWhereTheClassicFormDoesNotFit(String text, String written) {
        assertThat(Matchers.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "=bar",
                "foo=\"bar",
                "foo=bar\"",
                "foo=\"ba\"r\"",
                ",foo=bar",
                "foo=bar,,x=y",
                "foo=bar,  ,",
                "foo.bar=",
                "\"foo=bar",
                "{a.b=c",
                "a.b=c}",
                "{\"a b\"=c}}",
                "1foo=~\"(\"",
                "foo=~\"(\"",
                "a.b=\"\\q\"",
                "a.b=\"\\ud800\"",
                "a.b=\"\\x\"",
                "a.b=\"\\xff\"",
                "\"\"=x",
            })
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Matchers.parse(text));
    }

    @Test
    void anEmptyTextMatchesEverything() {
        assertThat(Matchers.parse("").isEmpty()).isTrue();
        assertThat(Matchers.parse("  ").matches(Labels.of("a", "b"))).isTrue();
    }

    @Test
    void namesThePositionOfWhatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matchers.parse("severity critical"))
                .withMessageContaining("position 9")
                .withMessageContaining("expected one of = != =~ !~");
    }

    @Test
    void regularExpressionsAreAnchoredAndALabelThatIsNotThereIsEmpty() {
        Matcher critical = Matcher.of("severity", Operator.MATCHES, "crit|page");
        assertThat(critical.matchesValue("page")).isTrue();
        assertThat(critical.matchesValue("pager")).isFalse();
        assertThat(critical.matches(Labels.empty())).isFalse();
        assertThat(Matcher.of("team", Operator.MATCHES, ".*").matches(Labels.empty()))
                .isTrue();
        assertThat(Matcher.of("team", Operator.NOT_MATCHES, ".+").matches(Labels.empty()))
                .isTrue();
        assertThat(Matcher.equal("team", "").matches(Labels.empty())).isTrue();
        assertThat(Matcher.of("team", Operator.NOT_EQUAL, "web").matches(Labels.empty()))
                .isTrue();
    }

    @Test
    void aDotIsNoLineFeedAsInAlertmanager() {
        assertThat(Matcher.of("text", Operator.MATCHES, "a.b").matchesValue("a\nb"))
                .isFalse();
        assertThat(Matcher.of("text", Operator.MATCHES, "(?s)a.b").matchesValue("a\nb"))
                .isTrue();
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("matchers") Matcher matcher) {
        assertThat(Matchers.parse(matcher.toString()).all()).containsExactly(matcher);
        assertThat(Matchers.parse(Matchers.of(matcher, matcher).toString()).all())
                .containsExactly(matcher, matcher);
    }

    @Property
    void anOperatorAndItsOppositeNeverAgree(@ForAll("words") String value, @ForAll("words") String actual) {
        assertThat(Matcher.of("a", Operator.EQUAL, value).matchesValue(actual))
                .isNotEqualTo(Matcher.of("a", Operator.NOT_EQUAL, value).matchesValue(actual));
        String quoted = com.google.re2j.Pattern.quote(value);
        assertThat(Matcher.of("a", Operator.MATCHES, quoted).matchesValue(actual))
                .isEqualTo(value.equals(actual));
        assertThat(Matcher.of("a", Operator.NOT_MATCHES, quoted).matchesValue(actual))
                .isNotEqualTo(value.equals(actual));
    }

    @Provide
    static Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("ab,{}=~!\"\\ \nüΣ_.")
                .withChars('\t')
                .ofMaxLength(8);
    }

    @Provide
    static Arbitrary<Matcher> matchers() {
        Arbitrary<String> names = Arbitraries.oneOf(
                        Arbitraries.of("severity", "_x", "a:b", "service.name", "my label", "quote\"d", "Σ", "1st"),
                        words())
                .filter(name -> !name.isEmpty());
        return Combinators.combine(names, Arbitraries.of(Operator.EQUAL, Operator.NOT_EQUAL), words())
                .as(Matcher::of);
    }
}
