package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, held against the JSON schemas of its kinds: Kubernetes' own, and those that operators in the cluster add. */
class ChartSchemaTest {
    private static final Pattern KIND = Pattern.compile("(?m)^kind: (\\w+)$");
    private final KindSchemas schemas = new KindSchemas();

    static List<Chart.Variant> variants() {
        return Chart.variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyObjectIsAsTheSchemaOfItsKindSays(Chart.Variant variant) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String document : Chart.documents(Chart.render(variant))) {
            for (String error : schemas.errors(document)) {
                wrong.add(kind(document) + ": " + error);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void allKindsOfOtherMakersAreAmongThemAndThePodOfHelmTest() {
        Set<String> kinds = new TreeSet<>();
        Chart.documents(Chart.render(Chart.everything())).forEach(document -> kinds.add(kind(document)));
        assertThat(kinds).contains("ServiceMonitor", "PrometheusRule", "ExternalSecret", "ScaledObject", "Pod");
    }

    /** That the check above can fail, on each kind of other makers and on one of Kubernetes' own. */
    @ParameterizedTest
    @CsvSource({
        "ServiceMonitor, path: /actuator/prometheus, paht: /actuator/prometheus, paht",
        "ServiceMonitor, matchExpressions:, matchExpresions:, matchExpresions",
        "PrometheusRule, '      for:', '      fore:', fore",
        "ExternalSecret, creationPolicy: Owner, creationPolicy: Mine, creationPolicy",
        "ExternalSecret, 'secretStoreRef:', 'storeRef:', storeRef",
        "ScaledObject, maxReplicaCount:, maxReplicas:, maxReplicas",
        "ScaledObject, 'minReplicaCount: ', 'minReplicaCount: some', minReplicaCount",
        "HorizontalPodAutoscaler, 'maxReplicas:', 'maximumReplicas:', maxReplicas",
    })
    void aSlipIsFound(String kind, String right, String wrong, String named) throws Exception {
        String document = Chart.documents(Chart.render(Chart.everything())).stream()
                .filter(one -> kind(one).equals(kind) && one.contains(right))
                .findFirst()
                .orElseThrow();
        assertThat(schemas.errors(document)).isEmpty();
        assertThat(schemas.errors(document.replace(right, wrong)))
                .isNotEmpty()
                .anyMatch(error -> error.contains(named));
    }

    @Test
    void aKindWithoutASchemaIsNamed() {
        assertThatThrownBy(() -> schemas.errors("apiVersion: example.org/v1\nkind: Thing\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example.org/v1/Thing");
    }

    private static String kind(String document) {
        Matcher kind = KIND.matcher(document);
        return kind.find() ? kind.group(1) : "none";
    }
}
