package com.kaldrix.monitoring.alert.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.kaldrix.monitoring.alert.route.Explanation.Verdict;
import com.kaldrix.monitoring.alert.route.RouteDefinition.Settings;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Labels CRITICAL =
            Labels.of("alertname", "DiskFull", "severity", "critical", "team", "web", "region", "eu-west-1");

    @Test
    void anAlertThatNoRouteBelowTakesStaysWithTheRoot() {
        Route root = root(route("{team=\"files\"}", "files", false));
        assertThat(receivers(root, CRITICAL)).containsExactly("root");
    }

    @Test
    void theDeepestRouteHasTheLastWord() {
        Route root = root(route("{team=\"web\"}", "web", false, route("{severity=\"critical\"}", "pager", false)));
        assertThat(receivers(root, CRITICAL)).containsExactly("pager");
        assertThat(receivers(root, CRITICAL.with("severity", "low"))).containsExactly("web");
    }

    @Test
    void theFirstRouteWinsUnlessItContinues() {
        Route stops = root(route("{team=\"web\"}", "first", false), route("{team=\"web\"}", "second", false));
        assertThat(receivers(stops, CRITICAL)).containsExactly("first");

        Route continues = root(
                route("{team=\"web\"}", "first", true),
                route("{team=\"files\"}", "files", true),
                route("{severity=\"critical\"}", "second", false),
                route("{}", "third", false));
        assertThat(receivers(continues, CRITICAL)).containsExactly("first", "second");
    }

    @Test
    void aRouteBelowThatContinuesDoesNotLeadBackToItsParent() {
        Route root = root(
                route("{team=\"web\"}", "web", false, route("{severity=\"critical\"}", "pager", true)),
                route("{}", "rest", false));
        assertThat(receivers(root, CRITICAL)).containsExactly("pager");
    }

    @Test
    void settingsAreInheritedOneByOne() {
        RouteDefinition grandchild = new RouteDefinition(
                new Settings(null, GroupBy.ALL, null, Duration.ofMinutes(1), null),
                Matchers.parse("a=b"),
                false,
                List.of());
        RouteDefinition child = new RouteDefinition(
                new Settings("child", null, Duration.ZERO, null, null),
                Matchers.parse("c=d"),
                false,
                List.of(grandchild));
        Route root = Route.root(new RouteDefinition(
                new Settings("root", GroupBy.of(List.of("region")), null, null, Duration.ofHours(1)),
                Matchers.any(),
                false,
                List.of(child)));

        Route below = root.routes().getFirst();
        Route deepest = below.routes().getFirst();
        assertThat(root.groupWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(root.groupInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(below.receiver()).isEqualTo("child");
        assertThat(below.groupBy().names()).containsExactly("region");
        assertThat(below.groupWait()).isEqualTo(Duration.ZERO);
        assertThat(deepest.receiver()).isEqualTo("child");
        assertThat(deepest.groupBy().all()).isTrue();
        assertThat(deepest.groupWait()).isEqualTo(Duration.ZERO);
        assertThat(deepest.groupInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(deepest.repeatInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aRootWithoutSettingsHasAlertmanagersDefaults() {
        Route root = root();
        assertThat(root.groupBy()).isEqualTo(GroupBy.NOTHING);
        assertThat(root.repeatInterval()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void keysAreAlertmanagers() {
        Route root = root(
                route("{severity=\"P0\",alertname=~\"a|b\"}", "x", true, route("{c!=\"d\"}", "y", false)),
                route("{severity=\"P1\"}", "x", false));
        Route first = root.routes().getFirst();
        assertThat(root.key()).isEqualTo("{}");
        assertThat(first.key()).isEqualTo("{}/{alertname=~\"a|b\",severity=\"P0\"}");
        assertThat(first.routes().getFirst().key()).isEqualTo("{}/{alertname=~\"a|b\",severity=\"P0\"}/{c!=\"d\"}");
        assertThat(first.routes().getFirst().id()).isEqualTo("{}/{alertname=~\"a|b\",severity=\"P0\"}/0/{c!=\"d\"}/0");
        assertThat(root.routes().getLast().id()).isEqualTo("{}/{severity=\"P1\"}/1");
    }

    @Test
    void twinsShareTheKeyAndNothingElse() {
        Route root = root(
                route("{a=\"b\",c=\"d\"}", "x", true),
                route("{c=\"d\",a=\"b\"}", "y", true),
                route("{e=\"f\"}", "z", false));
        assertThat(root.routes())
                .extracting(Route::key)
                .containsExactly("{}/{a=\"b\",c=\"d\"}", "{}/{a=\"b\",c=\"d\"}", "{}/{e=\"f\"}");
        assertThat(root.routes())
                .extracting(Route::identity)
                .containsExactly("{}/{a=\"b\",c=\"d\"}", "{}/{a=\"b\",c=\"d\"}#2", "{}/{e=\"f\"}");
        assertThat(root.routes()).extracting(Route::id).doesNotHaveDuplicates();
    }

    @Test
    void identityOutlivesARouteThatIsPutBeforeIt() {
        RouteDefinition pager = route("{severity=\"critical\"}", "pager", false);
        Route before = root(pager);
        Route after = root(route("{team=\"new\"}", "new", false), pager);
        assertThat(after.routes().getLast().identity())
                .isEqualTo(before.routes().getFirst().identity());
        assertThat(after.routes().getLast().id())
                .isNotEqualTo(before.routes().getFirst().id());
    }

    @Test
    void groupKeysAreAlertmanagers() {
        Route root = Route.root(new RouteDefinition(
                new Settings("root", GroupBy.of(List.of("region", "component", "team")), null, null, null),
                Matchers.any(),
                false,
                List.of()));
        assertThat(root.groupLabels(CRITICAL)).isEqualTo(Labels.of("region", "eu-west-1", "team", "web"));
        assertThat(root.groupKey(CRITICAL)).isEqualTo("{}:{region=\"eu-west-1\", team=\"web\"}");
        assertThat(root.groupKey(Labels.of("x", "y"))).isEqualTo("{}:{}");
        assertThat(GroupBy.ALL.of(CRITICAL)).isEqualTo(CRITICAL);
        assertThat(GroupBy.NOTHING.of(CRITICAL)).isEqualTo(Labels.empty());
    }

    @Test
    void explainsEachRouteThatWasAsked() {
        Route root = root(
                route("{team=\"files\"}", "files", false),
                route("{team=\"web\"}", "web", false, route("{severity=\"low\",team=\"web\"}", "low", false)),
                route("{}", "never asked", false));
        List<Explanation> explanations = root.explain(CRITICAL);

        assertThat(explanations)
                .extracting(e -> e.route().receiver() + " " + e.depth() + " " + e.verdict())
                .containsExactly("root 0 PASSED_ON", "files 1 REFUSED", "web 1 CHOSEN", "low 2 REFUSED");
        assertThat(explanations.get(1).failed()).map(Object::toString).hasValue("team=\"files\"");
        assertThat(explanations.get(3).failed()).map(Object::toString).hasValue("severity=\"low\"");
        assertThat(explanations.stream()
                        .filter(e -> e.verdict() == Verdict.CHOSEN)
                        .map(Explanation::route))
                .isEqualTo(root.match(CRITICAL));
    }

    @Test
    void theRootTakesEverything() {
        RouteDefinition withMatchers = route("{a=\"b\"}", "x", false);
        RouteDefinition withContinue = route("{}", "x", true);
        RouteDefinition withoutReceiver = new RouteDefinition(Settings.INHERITED, Matchers.any(), false, List.of());
        for (RouteDefinition wrong : List.of(withMatchers, withContinue, withoutReceiver)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Route.root(wrong));
        }
    }

    private static List<String> receivers(Route root, Labels labels) {
        return root.match(labels).stream().map(Route::receiver).toList();
    }

    private static Route root(RouteDefinition... routes) {
        return Route.root(new RouteDefinition(
                new Settings("root", null, null, null, null), Matchers.any(), false, List.of(routes)));
    }

    private static RouteDefinition route(
            String matchers, String receiver, boolean continues, RouteDefinition... routes) {
        return new RouteDefinition(
                new Settings(receiver, null, null, null, null), Matchers.parse(matchers), continues, List.of(routes));
    }
}
