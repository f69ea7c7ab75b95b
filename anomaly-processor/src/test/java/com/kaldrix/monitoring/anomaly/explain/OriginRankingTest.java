package com.kaldrix.monitoring.anomaly.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginRankingTest {
    private static final ServiceGraph CHAIN =
            new ServiceGraph(List.of(new ServiceGraph.Edge("web", "api"), new ServiceGraph.Edge("api", "db")));

    @Test
    void aCalleeThatFellIllFirstIsTheOrigin() {
        List<OriginRanking.Ranked> ranked = new OriginRanking(CHAIN)
                .rank(Map.of(
                        "web", List.of(new Symptom(2, 30)),
                        "api", List.of(new Symptom(2.2, 20)),
                        "db", List.of(new Symptom(2.3, 10))));
        assertThat(ranked).extracting(OriginRanking.Ranked::node).containsExactly("db", "api", "web");
    }

    @Test
    void everyNodeIsRankedAlsoOneWithoutSeriesOrEdges() {
        List<OriginRanking.Ranked> ranked =
                new OriginRanking(CHAIN).rank(Map.of("island", List.of(new Symptom(1, 10))));
        assertThat(ranked).extracting(OriginRanking.Ranked::node).containsExactly("island", "api", "db", "web");
    }

    @Test
    void cyclesEnd() {
        ServiceGraph cycle =
                new ServiceGraph(List.of(new ServiceGraph.Edge("a", "b"), new ServiceGraph.Edge("b", "a")));
        assertThat(new OriginRanking(cycle).rank(Map.of("a", List.of(new Symptom(1, 1)))))
                .hasSize(2);
    }

    @Test
    void theOriginOfInjectedFaultsIsAmongTheFirstThree() {
        int incidents = 200;
        int found = 0;
        for (int seed = 1; seed <= incidents; seed++) {
            SyntheticFaults.Incident incident = SyntheticFaults.make(seed);
            List<OriginRanking.Ranked> ranked = new OriginRanking(incident.graph()).rank(incident.symptoms());
            found += ranked.subList(0, 3).stream().anyMatch(r -> r.node().equals(incident.origin())) ? 1 : 0;
        }
        assertThat(found / (double) incidents).isGreaterThanOrEqualTo(0.85);
    }
}
