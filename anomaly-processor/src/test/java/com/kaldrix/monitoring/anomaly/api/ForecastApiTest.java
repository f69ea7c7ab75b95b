package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Forecasts, correlations and forests as callers see them. */
class ForecastApiTest extends ApiTest {
    private static final String ID = "7b0b1c1e-0000-4000-8000-000000000001";
    private static final String OTHER = "7b0b1c1e-0000-4000-8000-000000000002";

    private void follow(String id, String name) {
        jdbc.sql("""
                insert into followed_series (id, series, region, component, of_component, threshold, rising, added_at)
                values (cast(:id as uuid), jsonb_build_object('__name__', :name, 'region', 'eu-west-1'), 'eu-west-1', 'storage',
                    true, 1, true, '2026-03-01T00:00:00Z')
                on conflict do nothing
                """).param("id", id).param("name", name).update();
    }

    @Test
    void showsWhatIsToBeExpected() {
        follow(ID, "efs_used_ratio");
        jdbc.sql("""
                insert into outlook (series_id, looked_at, breach_at, outlook) values (cast(:id as uuid), now(), now(), cast(:outlook as jsonb))
                """).param("id", ID).param("outlook", """
                {"series":"%s","at":"2026-03-01T12:00:00Z","value":0.86,"by":"holt-winters","hours":
                [{"from":"2026-03-01T12:00:00Z","value":0.87,"low":0.85,"high":0.89}],
                "breach":{"by":"trend","expected":"2026-03-04T12:00:00Z","earliest":"2026-03-03T12:00:00Z","latest":"2026-03-05T12:00:00Z"}}
                """.formatted(ID)).update();

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
        follow(ID, "a");
        follow(OTHER, "b");
        jdbc.sql("""
                insert into component_state (region, component, version, pairs, updated_at)
                values ('eu-west-1', 'storage', 1, cast(:pairs as jsonb), '2026-03-01T12:00:00Z')
                """).param("pairs", """
                [{"first":"%s","second":"%s","usual":0.93,"lagSeconds":20,"now":0.9,"broken":false}]
                """.formatted(ID, OTHER)).update();
        JsonNode pair =
                body(get(VIEWER, "/api/v1/correlations/eu-west-1/storage")).at("/items/0");
        assertThat(pair.at("/second/__name__").stringValue()).isEqualTo("b");
        assertThat(pair.path("lagSeconds").intValue()).isEqualTo(20);
        assertThat(get(VIEWER, "/api/v1/correlations/eu-west-1/none")).hasStatus(404);
    }

    @Test
    void showsHowFarForestsAre() {
        jdbc.sql("""
                insert into series_forest (id, series, state, learnt, updated_at)
                values (cast(:id as uuid), '{"__name__":"a"}', 'learning', 60, '2026-03-01T12:00:00Z')
                """).param("id", ID).update();
        JsonNode forest = body(get(VIEWER, "/api/v1/forests?state=learning")).at("/items/0");
        assertThat(forest.path("words").stringValue()).isEqualTo("learning, 60 %");
        assertThat(body(get(VIEWER, "/api/v1/forests?state=resting")).path("items"))
                .isEmpty();
        assertThat(get(VIEWER, "/api/v1/forests?state=asleep")).hasStatus(400);
        assertThat(get(VIEWER, "/api/v1/forests?limit=0")).hasStatus(400);
    }
}
