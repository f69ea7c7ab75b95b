package com.kaldrix.monitoring.alert.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.route.Explanation.Verdict;
import com.kaldrix.monitoring.alert.route.RouteDefinition.Settings;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoutePropertiesTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Property
    void theRootAlwaysFindsARoute(@ForAll("roots") Route root, @ForAll("labels") Labels labels) {
        List<Route> found = root.match(labels);
        assertThat(found).isNotEmpty().doesNotHaveDuplicates();
        assertThat(found)
                .allSatisfy(
                        route -> assertThat(route.matchers().matches(labels)).isTrue());
    }

    @Property
    void theExplanationChoosesWhatTheMatchFinds(@ForAll("roots") Route root, @ForAll("labels") Labels labels) {
        assertThat(root.explain(labels).stream()
                        .filter(explanation -> explanation.verdict() == Verdict.CHOSEN)
                        .map(Explanation::route))
                .isEqualTo(root.match(labels));
    }

    @Property
    void namesOfRoutesAreUnique(@ForAll("roots") Route root) {
        List<String> ids = new ArrayList<>();
        List<String> identities = new ArrayList<>();
        root.walk(route -> {
            ids.add(route.id());
            identities.add(route.identity());
        });
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(identities).doesNotHaveDuplicates();
    }

    @Property
    void theGroupKeyDependsOnTheGroupLabelsAlone(
            @ForAll("roots") Route root, @ForAll("labels") Labels labels, @ForAll Random random) {
        for (Route route : root.match(labels)) {
            List<Map.Entry<String, String>> entries =
                    new ArrayList<>(labels.asMap().entrySet());
            Collections.shuffle(entries, random);
            Map<String, String> shuffled = new LinkedHashMap<>();
            entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
            assertThat(route.groupKey(Labels.of(shuffled))).isEqualTo(route.groupKey(labels));
            assertThat(route.groupKey(route.groupLabels(labels))).isEqualTo(route.groupKey(labels));
            if (!route.groupBy().all()) {
                assertThat(route.groupKey(labels.with("other", "label"))).isEqualTo(route.groupKey(labels));
            }
        }
    }

    @Provide
    static Arbitrary<Labels> labels() {
        return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of("x", "y", "z"))
                .map(Labels::of);
    }

    @Provide
    static Arbitrary<Route> roots() {
        return Combinators.combine(groupings(), definitions(3).list().ofMaxSize(4))
                .as((groupBy, routes) -> Route.root(new RouteDefinition(
                        new Settings("root", groupBy, null, null, null), Matchers.any(), false, routes)));
    }

    private static Arbitrary<RouteDefinition> definitions(int depth) {
        Arbitrary<Matcher> matcher = Combinators.combine(
                        Arbitraries.of(NAMES), Arbitraries.of(Operator.class), Arbitraries.of("", "x", "y", "x|y"))
                .as(Matcher::of);
        Arbitrary<List<RouteDefinition>> below = depth == 0
                ? Arbitraries.just(List.of())
                : Arbitraries.lazy(() -> definitions(depth - 1).list().ofMaxSize(3));
        return Combinators.combine(
                        matcher.list().ofMaxSize(2).map(Matchers::new),
                        Arbitraries.of(true, false),
                        groupings().injectNull(0.5),
                        below)
                .as((matchers, continues, groupBy, routes) -> new RouteDefinition(
                        new Settings(null, groupBy, null, null, null), matchers, continues, routes));
    }

    private static Arbitrary<GroupBy> groupings() {
        return Arbitraries.oneOf(
                Arbitraries.just(GroupBy.ALL), Arbitraries.of(NAMES).set().map(GroupBy::of));
    }
}
