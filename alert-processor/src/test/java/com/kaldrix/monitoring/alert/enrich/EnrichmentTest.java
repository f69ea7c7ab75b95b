package com.kaldrix.monitoring.alert.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.enrich.Enrichment.Enriched;
import com.kaldrix.monitoring.alert.enrich.Enrichment.Rule;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrichmentTest {
    private static final Enrichment ENRICHMENT = new Enrichment(List.of(
            new Rule(Matchers.parse("namespace=AWS/RDS"), Labels.of("component", "database"), Map.of()),
            new Rule(
                    Matchers.parse("component=database"),
                    Labels.of("team", "storage", "component", "other"),
                    Map.of("runbook_url", "https://runbooks/database")),
            new Rule(Matchers.any(), Labels.of("team", "operations"), Map.of("runbook_url", "https://runbooks/"))));

    @Test
    void allRulesApplyInOrderAndSeeWhatThoseBeforeThemAdded() {
        Enriched enriched = ENRICHMENT.apply(Labels.of("namespace", "AWS/RDS"), Labels.of("region", "r"), Map.of());
        assertThat(enriched.derived()).isEqualTo(Labels.of("region", "r", "component", "database", "team", "storage"));
        assertThat(enriched.annotations()).isEqualTo(Map.of("runbook_url", "https://runbooks/database"));
    }

    @Test
    void whatIsThereIsNeverReplaced() {
        Enriched enriched = ENRICHMENT.apply(
                Labels.of("component", "database", "team", "web"), Labels.empty(), Map.of("runbook_url", "mine"));
        assertThat(enriched.derived()).isEqualTo(Labels.empty());
        assertThat(enriched.annotations()).isEqualTo(Map.of("runbook_url", "mine"));
    }

    @Test
    void anEmptyAnnotationCountsAsAbsent() {
        assertThat(ENRICHMENT
                        .apply(Labels.of("a", "b"), Labels.empty(), Map.of("runbook_url", ""))
                        .annotations())
                .isEqualTo(Map.of("runbook_url", "https://runbooks/"));
        assertThat(Enrichment.NONE.apply(Labels.of("a", "b"), Labels.of("c", "d"), Map.of("e", "f")))
                .isEqualTo(new Enriched(Labels.of("c", "d"), Map.of("e", "f")));
    }
}
