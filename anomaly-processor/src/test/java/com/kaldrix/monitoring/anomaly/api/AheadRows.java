package com.kaldrix.monitoring.anomaly.api;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of what looks ahead and at several series together, as its work leaves them. */
final class AheadRows {
    static final String ID = "7b0b1c1e-0000-4000-8000-000000000001";
    static final String OTHER = "7b0b1c1e-0000-4000-8000-000000000002";

    private final JdbcClient jdbc;

    AheadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void follow(String id, String name) {
        jdbc.sql("""
                insert into followed_series (id, series, region, component, of_component, threshold, rising, added_at)
                values (cast(:id as uuid), jsonb_build_object('__name__', :name, 'region', 'eu-west-1'), 'eu-west-1', 'storage',
                    true, 1, true, '2026-03-01T00:00:00Z')
                on conflict do nothing
                """).param("id", id).param("name", name).update();
    }

    /** A forecast of {@link #ID}. */
    void outlook() {
        jdbc.sql("""
                insert into outlook (series_id, looked_at, breach_at, outlook) values (cast(:id as uuid), now(), now(), cast(:outlook as jsonb))
                """).param("id", ID).param("outlook", """
                {"series":"%s","at":"2026-03-01T12:00:00Z","value":0.86,"by":"holt-winters","hours":
                [{"from":"2026-03-01T12:00:00Z","value":0.87,"low":0.85,"high":0.89}],
                "breach":{"by":"trend","expected":"2026-03-04T12:00:00Z","earliest":"2026-03-03T12:00:00Z","latest":"2026-03-05T12:00:00Z"}}
                """.formatted(ID)).update();
    }

    /** {@link #ID} and {@link #OTHER} go together. */
    void correlation() {
        jdbc.sql("""
                insert into component_state (region, component, version, pairs, updated_at)
                values ('eu-west-1', 'storage', 1, cast(:pairs as jsonb), '2026-03-01T12:00:00Z')
                """).param("pairs", """
                [{"first":"%s","second":"%s","usual":0.93,"lagSeconds":20,"now":0.9,"broken":false}]
                """.formatted(ID, OTHER)).update();
    }

    void forest() {
        jdbc.sql("""
                insert into series_forest (id, series, state, learnt, updated_at)
                values (cast(:id as uuid), '{"__name__":"a"}', 'learning', 60, '2026-03-01T12:00:00Z')
                """).param("id", ID).update();
    }

    /** A note with the id {@link #ID}. */
    void weeklyNote() {
        jdbc.sql("insert into weekly_review (week, made_at) values ('2026-03-02T06:00:00Z', '2026-03-02T06:00:00Z')")
                .update();
        jdbc.sql("""
                insert into weekly_note (id, week, note)
                values (cast(:id as uuid), '2026-03-02T06:00:00Z', cast(:note as jsonb))
                """).param("id", ID).param("note", """
                {"id":"%s","kind":"CAPACITY","series":{"__name__":"a"},"words":"a runs out","at":"2026-03-02T06:00:00Z",
                "line":[{"at":"2026-03-01T00:00:00Z","value":1},{"at":"2026-03-01T01:00:00Z","value":2}],"threshold":3}
                """.formatted(ID)).update();
    }
}
