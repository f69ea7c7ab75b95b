package com.kaldrix.monitoring.metrics.relabel;

import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.DROP;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.DROPEQUAL;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.HASHMOD;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.KEEP;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.KEEPEQUAL;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.LABELDROP;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.LABELKEEP;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.LABELMAP;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.LOWERCASE;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.REPLACE;
import static com.kaldrix.monitoring.metrics.relabel.RelabelAction.UPPERCASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The cases follow those by which Prometheus proves its own relabelling. */
class RelabelRulesTest {
    private static LabelSet abc() {
        return LabelSet.of("a", "foo", "b", "bar", "c", "baz");
    }

    private static RelabelRule rule(RelabelAction action, String sources, String regex, String target, String text) {
        return RelabelRule.of(action, sources.isEmpty() ? List.of() : List.of(sources.split(",")), regex, target, text);
    }

    private static LabelSet kept(LabelSet labels, RelabelRule... rules) {
        assertThat(new RelabelRules(List.of(rules)).apply(labels)).isTrue();
        return labels;
    }

    private static void dropped(LabelSet labels, RelabelRule... rules) {
        assertThat(new RelabelRules(List.of(rules)).apply(labels)).isFalse();
    }

    @Test
    void replacesByGroups() {
        assertThat(kept(abc(), rule(REPLACE, "a", "f(.*)", "d", "ch${1}-ch${1}")))
                .isEqualTo(abc().set("d", "choo-choo"));
    }

    @Test
    void laterRulesSeeWhatEarlierOnesDid() {
        assertThat(kept(
                        abc(),
                        rule(REPLACE, "a,b", "f(.*);(.*)r", "a", "b${1}${2}m"),
                        rule(REPLACE, "c,a", "(b).*b(.*)ba(.*)", "d", "$1$2$2$3")))
                .isEqualTo(abc().set("a", "boobam").set("d", "boooom"));
    }

    @Test
    void aRuleThatDropsEndsTheMatter() {
        dropped(abc(), rule(DROP, "a", ".*o.*", "", "$1"), rule(REPLACE, "a", "f(.*)", "d", "ch$1-ch$1"));
        dropped(abc(), rule(KEEP, "a", "no-match", "", "$1"));
        assertThat(kept(abc(), rule(DROP, "a", "no-match", "", "$1"))).isEqualTo(abc());
        assertThat(kept(abc(), rule(KEEP, "a", "f.*", "", "$1"))).isEqualTo(abc());
    }

    @Test
    void anExpressionMatchesTheWholeText() {
        assertThat(kept(abc(), rule(DROP, "a", "f|o", "", "$1"))).isEqualTo(abc());
        assertThat(kept(abc(), rule(REPLACE, "b", ".r", "a", "x"))).isEqualTo(abc());
        dropped(abc(), rule(DROP, "a", "f|foo", "", "$1"));
    }

    @Test
    void aDotMatchesALineBreakToo() {
        assertThat(kept(LabelSet.of("a", "one\ntwo"), rule(REPLACE, "a", "one.(.*)", "a", "$1")))
                .isEqualTo(LabelSet.of("a", "two"));
    }

    @Test
    void noMatchChangesNothingAndAMatchWithoutGroupsSetsTheText() {
        assertThat(kept(abc(), rule(REPLACE, "a", "no-match", "d", "x"))).isEqualTo(abc());
        assertThat(kept(abc(), rule(REPLACE, "a", "f.*", "d", "bar"))).isEqualTo(abc().set("d", "bar"));
        assertThat(kept(abc(), rule(REPLACE, "", "(.*)", "d", "fixed"))).isEqualTo(abc().set("d", "fixed"));
    }

    @Test
    void anEmptyResultRemovesTheLabel() {
        assertThat(kept(abc(), rule(REPLACE, "b", "bar", "a", ""))).isEqualTo(abc().remove("a"));
        assertThat(kept(abc(), rule(REPLACE, "missing", "(.*)", "a", "$1"))).isEqualTo(abc().remove("a"));
        assertThat(kept(abc(), rule(REPLACE, "a", "f(.*)", "a", "$2"))).isEqualTo(abc().remove("a"));
    }

    @Test
    void theTargetMayComeFromTheMatchAndIsSkippedWhenItIsNone() {
        LabelSet labels = LabelSet.of("a", "some-name-value");
        assertThat(kept(labels.copy(), rule(REPLACE, "a", "some-([^-]+)-([^,]+)", "${1}", "${2}")))
                .isEqualTo(labels.copy().set("name", "value"));
        assertThat(kept(labels.copy(), rule(REPLACE, "a", "some-([^-]+)-([^,]+)", "${3}", "${2}")))
                .isEqualTo(labels);
        assertThat(kept(
                        labels.copy(),
                        rule(REPLACE, "a", "some-(?P<first>[^-]+)-(?P<second>.+)", "$first", "${second}!")))
                .isEqualTo(labels.copy().set("name", "value!"));
    }

    @Test
    void referencesAreReadAsGoReadsThem() {
        LabelSet labels = LabelSet.of("a", "foo");
        assertThat(kept(labels.copy(), rule(REPLACE, "a", "(f)(.*)", "b", "$$1 $1x ${1}x $ ${ ${1 $2. ${01}")))
                .isEqualTo(labels.copy().set("b", "$1  fx $ ${ ${1 oo. "));
    }

    @Test
    void hashesAsPrometheusDoes() {
        RelabelRule hash = new RelabelRule(HASHMOD, List.of("c"), ";", "(.*)", 1000, "d", "$1");
        assertThat(kept(abc(), hash)).isEqualTo(abc().set("d", "976"));
        RelabelRule twoLines = new RelabelRule(HASHMOD, List.of("a"), ";", "(.*)", 1000, "b", "$1");
        assertThat(kept(LabelSet.of("a", "foo\nbar"), twoLines)).isEqualTo(LabelSet.of("a", "foo\nbar", "b", "734"));
    }

    @Test
    void mapsNames() {
        LabelSet labels = LabelSet.of("a", "foo", "b1", "bar", "b2", "baz");
        assertThat(kept(labels.copy(), rule(LABELMAP, "", "(b.*)", "", "bar_${1}")))
                .isEqualTo(labels.copy().set("bar_b1", "bar").set("bar_b2", "baz"));
        LabelSet meta = LabelSet.of("a", "foo", "__meta_my_bar", "aaa", "__meta_my_baz", "bbb", "__meta_other", "ccc");
        assertThat(kept(meta.copy(), rule(LABELMAP, "", "__meta_(my.*)", "", "${1}")))
                .isEqualTo(meta.copy().set("my_bar", "aaa").set("my_baz", "bbb"));
    }

    @Test
    void whatWasCopiedIsNotCopiedAgain() {
        assertThat(kept(LabelSet.of("a", "1"), rule(LABELMAP, "", "(a+)", "", "a$1")))
                .isEqualTo(LabelSet.of("a", "1", "aa", "1"));
        assertThat(kept(LabelSet.of("a", "1"), rule(LABELMAP, "", "(a+)", "", "a${1}")))
                .isEqualTo(LabelSet.of("a", "1", "aa", "1"));
    }

    @Test
    void dropsAndKeepsNames() {
        LabelSet labels = LabelSet.of("a", "foo", "b1", "bar", "b2", "baz");
        assertThat(kept(labels.copy(), rule(LABELDROP, "", "(b.*)", "", "$1"))).isEqualTo(LabelSet.of("a", "foo"));
        assertThat(kept(labels.copy(), rule(LABELKEEP, "", "(b.*)", "", "$1")))
                .isEqualTo(LabelSet.of("b1", "bar", "b2", "baz"));
    }

    @Test
    void changesCase() {
        LabelSet labels = LabelSet.of("foo", "bAr123Foo");
        assertThat(kept(
                        labels.copy(),
                        rule(LOWERCASE, "foo", "(.*)", "low", "$1"),
                        rule(UPPERCASE, "foo", "(.*)", "up", "$1")))
                .isEqualTo(labels.copy().set("low", "bar123foo").set("up", "BAR123FOO"));
    }

    @Test
    void comparesWithALabel() {
        LabelSet ports = LabelSet.of("__tmp_port", "1234", "__port1", "1234", "__port2", "5678");
        assertThat(kept(ports.copy(), rule(KEEPEQUAL, "__tmp_port", "(.*)", "__port1", "$1")))
                .isEqualTo(ports);
        dropped(ports.copy(), rule(DROPEQUAL, "__tmp_port", "(.*)", "__port1", "$1"));
        assertThat(kept(ports.copy(), rule(DROPEQUAL, "__tmp_port", "(.*)", "__port2", "$1")))
                .isEqualTo(ports);
        dropped(ports.copy(), rule(KEEPEQUAL, "__tmp_port", "(.*)", "__port2", "$1"));
    }

    @Test
    void noRulesKeepEverything() {
        LabelSet labels = abc();
        assertThat(RelabelRules.none().apply(labels)).isTrue();
        assertThat(labels).isEqualTo(abc());
    }

    @Test
    void refusesWhatPrometheusRefuses() {
        refused("'target_label'", () -> rule(REPLACE, "a", "(.*)", "", "$1"));
        refused("'modulus'", () -> rule(HASHMOD, "a", "(.*)", "b", "$1"));
        refused("no regular expression", () -> rule(DROP, "a", "(", "", "$1"));
        refused("no regular expression", () -> rule(DROP, "a", "(?=x)", "", "$1"));
        refused("nothing but 'regex'", () -> rule(LABELDROP, "a", "x", "", "$1"));
        refused("nothing but 'source_labels'", () -> rule(KEEPEQUAL, "a", "x", "b", "$1"));
        refused("no label name", () -> rule(LABELMAP, "", "x", "", ""));
    }

    private static void refused(String words, ThrowingCallable made) {
        assertThatIllegalArgumentException().isThrownBy(made).withMessageContaining(words);
    }
}
