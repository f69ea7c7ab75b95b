package com.kaldrix.monitoring.metrics.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.metrics.configuration.ComponentRules.Component;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final Component CONSENSUS =
            new Component(Matchers.parse("{__name__=~\"kaldrix_consensus_.+\"}"), "consensus");
    private static final Component NODE = new Component(Matchers.parse("{__name__=~\"kaldrix_.+\"}"), "node");
    private static final Component STORAGE =
            new Component(Matchers.parse("{__name__=~\"kaldrix_.+\", disk!=\"\"}"), "storage");

    @Test
    void theFirstRuleThatMatchesTheNameCounts() {
        Components components = new Components(List.of(CONSENSUS, NODE));
        for (int round = 0; round < 2; round++) {
            assertThat(components.of(LabelSet.of("__name__", "kaldrix_consensus_round")))
                    .contains("consensus");
            assertThat(components.of(LabelSet.of("__name__", "kaldrix_peers", "disk", "sda")))
                    .contains("node");
            assertThat(components.of(LabelSet.of("__name__", "up"))).isEmpty();
            assertThat(components.of(LabelSet.of("disk", "sda"))).isEmpty();
        }
    }

    @Test
    void aRuleAboutAnotherLabelIsAskedForEachSeries() {
        Components components = new Components(List.of(STORAGE, NODE));
        assertThat(components.of(LabelSet.of("__name__", "kaldrix_peers"))).contains("node");
        assertThat(components.of(LabelSet.of("__name__", "kaldrix_peers", "disk", "sda")))
                .contains("storage");
        assertThat(components.of(LabelSet.of("__name__", "kaldrix_peers"))).contains("node");
    }

    @Test
    void moreNamesThanAreKeptAreToldAllTheSame() {
        Components components = new Components(List.of(NODE));
        assertThat(IntStream.range(0, 12_000).boxed())
                .allSatisfy(number -> assertThat(components.of(LabelSet.of("__name__", "kaldrix_" + number)))
                        .contains("node"));
        assertThat(components.of(LabelSet.of("__name__", "other"))).isEmpty();
    }
}
