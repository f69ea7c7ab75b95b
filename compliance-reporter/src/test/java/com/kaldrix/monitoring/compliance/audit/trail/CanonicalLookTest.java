package com.kaldrix.monitoring.compliance.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the quick look is sure of is what the whole way comes to. */
class CanonicalLookTest {
    private static String canonical(String json) throws IOException {
        return new String(new JsonCanonicalizer(json).getEncodedUTF8(), StandardCharsets.UTF_8);
    }

    @Property
    void isSureOnlyOfWhatIsInItsForm(@ForAll("json") String json) throws IOException {
        String form = canonical(json);
        if (CanonicalLook.isSure(json)) {
            assertThat(json).isEqualTo(form);
        }
        assertThat(new String(CanonicalJson.of(json), StandardCharsets.UTF_8)).isEqualTo(form);
        assertThat(new String(CanonicalJson.of(form), StandardCharsets.UTF_8)).isEqualTo(form);
    }

    /** Any text at all, also such as is no JSON. */
    @Property
    void isNeverSureOfWhatIsNone(@ForAll("nearly") String text) {
        if (CanonicalLook.isSure(text)) {
            assertThat(text).isEqualTo(orNothing(text));
        }
    }

    private static String orNothing(String text) {
        try {
            return canonical(text);
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    @Provide
    Arbitrary<String> nearly() {
        return Arbitraries.strings()
                .withChars("{}[]\",:01-truefalsn \\.eE\u00e9\ud83d")
                .ofMaxLength(14)
                .map(text -> "{" + text);
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("abz09 _-/:\u00e9\u20ac\u007f")
                .ofMaxLength(5)
                .map(text -> '"' + text + '"');
        Arbitrary<String> escaped = Arbitraries.of("\"\\n\"", "\"\\u0041\"", "\"\\/\"", "\"\\\"\"", "\"\ud83d\ude00\"");
        Arbitrary<String> numbers = Arbitraries.of(
                "0", "-0", "1", "-1", "999999999999999", "1000000000000000", "9007199254740993", "1.0", "1e3", "-12");
        Arbitrary<String> leaves =
                Arbitraries.oneOf(texts, texts, escaped, numbers, Arbitraries.of("true", "false", "null"));
        Arbitrary<String> values = Arbitraries.lazyOf(
                () -> leaves,
                () -> leaves,
                () -> objects(texts, leaves),
                () -> leaves.list().ofMaxSize(3).map(CanonicalLookTest::list));
        return Arbitraries.oneOf(
                objects(texts, values), values.list().ofMaxSize(4).map(CanonicalLookTest::list));
    }

    private static Arbitrary<String> objects(Arbitrary<String> names, Arbitrary<String> values) {
        return Arbitraries.maps(names, values)
                .ofMaxSize(4)
                .flatMap(map -> Arbitraries.of(true, false).map(sorted -> object(map, sorted)));
    }

    private static String object(Map<String, String> members, boolean sorted) {
        Stream<Map.Entry<String, String>> all = members.entrySet().stream();
        return (sorted ? all.sorted(Map.Entry.comparingByKey(CanonicalLookTest::byContent)) : all)
                .map(member -> member.getKey() + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static int byContent(String one, String other) {
        return one.substring(1, one.length() - 1).compareTo(other.substring(1, other.length() - 1));
    }

    private static String list(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void isSureOfWhatTheTrailHolds() {
        assertThat(
                        CanonicalLook.isSure(
                                "{\"account\":\"1\",\"after\":{\"compliance\":\"FAILED\",\"n\":-12},\"b\":[true,null,0,{}],\"ba\":[]}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "7", "\"a\"", "{", "{}x", "{\"a\":1,}", "{\"a\":1 }", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}",
                        "{\"ab\":1,\"a\":1}",
                "[01]", "[-0]", "[1.0]", "[1e2]", "[1234567890123456]", "[\"\\n\"]", "[tru]", "{\"a\"}", "[\"a]",
                        "[1,,2]"
            })
    void leavesTheRestToTheOtherWay(String json) {
        assertThat(CanonicalLook.isSure(json)).isFalse();
    }
}
