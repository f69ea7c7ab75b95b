package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Forecasts, correlations and forests as callers see them. */
class ForecastApiTest extends ApiTest {
    private static final String ID = AheadRows.ID;

    private AheadRows rows() {
        return new AheadRows(jdbc);
    }

    @Test
    void showsWhatIsToBeExpected() {
        rows().follow(ID, "efs_used_ratio");
        rows().outlook();

        JsonNode items = body(get(VIEWER, "/api/v1/forecasts")).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("words").stringValue())
                .isEqualTo("efs_used_ratio reaches 1 in 3 days ± 1 (0.86 now, by its trend)");
        assertThat(items.get(0).at("/breach/expected").stringValue()).isEqualTo("2026-03-04T12:00:00Z");
        JsonNode one = body(get(VIEWER, "/api/v1/forecasts/" + ID));
        assertThat(one.at("/hours/0/high").doubleValue()).isEqualTo(0.89);
        assertThat(one.path("by").stringValue()).isEqualTo("holt-winters");
        assertThat(get(VIEWER, "/api/v1/forecasts/" + UUID.randomUUID())).hasStatus(404);
        assertThat(get(VIEWER, "/api/v1/forecasts/nothing")).hasStatus(400);
        assertThat(mvc.get().uri("/api/v1/forecasts")).hasStatus(401);
    }

    @Test
    void showsWhatGoesTogether() {
        rows().follow(ID, "a");
        rows().follow(AheadRows.OTHER, "b");
        rows().correlation();
        JsonNode pair =
                body(get(VIEWER, "/api/v1/correlations/eu-west-1/storage")).at("/items/0");
        assertThat(pair.at("/second/__name__").stringValue()).isEqualTo("b");
        assertThat(pair.path("lagSeconds").intValue()).isEqualTo(20);
        assertThat(get(VIEWER, "/api/v1/correlations/eu-west-1/none")).hasStatus(404);
    }

    @Test
    void showsHowFarForestsAre() {
        rows().forest();
        JsonNode forest = body(get(VIEWER, "/api/v1/forests?state=learning")).at("/items/0");
        assertThat(forest.path("words").stringValue()).isEqualTo("learning, 60 %");
        assertThat(body(get(VIEWER, "/api/v1/forests?state=resting")).path("items"))
                .isEmpty();
        assertThat(get(VIEWER, "/api/v1/forests?state=asleep")).hasStatus(400);
        assertThat(get(VIEWER, "/api/v1/forests?limit=0")).hasStatus(400);
    }
}
