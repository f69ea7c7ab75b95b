package com.kaldrix.monitoring.anomaly.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Past events from their rows. */
@Repository
class JdbcMemory implements PastEvents.Memory {
    private static final int MOST = 200;
    private static final String SHARING = """
            with near as (
                select e.id, e.region, e.component, e.status, e.severity, e.title, e.started_at, e.last_at, e.ended_at
                from event e
                where e.ended_at is not null and e.id <> :event
                  and exists (select 1 from anomaly a where a.event_id = e.id and a.metric = any(:metrics))
                order by e.started_at desc limit :limit)
            select near.*,
                (select array_agg(distinct a.metric || e' \\u0001' || a.type || e' \\u0001' || a.component)
                 from anomaly a where a.event_id = near.id) as looks,
                said.action, said.actor, said.text
            from near
            left join lateral (
                select action, actor, text from event_entry
                where event_id = near.id and action in ('resolve', 'false-positive', 'expected')
                order by at desc, id desc limit 1) said on true
            order by near.started_at desc
            """;

    private final JdbcClient jdbc;

    JdbcMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PastEvents.Remembered> sharing(UUID event, Set<String> metrics) {
        return jdbc.sql(SHARING)
                .param("event", event)
                .param("metrics", metrics.toArray(String[]::new))
                .param("limit", MOST)
                .query((row, number) -> new PastEvents.Remembered(
                        JdbcEvents.event(row),
                        features(row),
                        row.getString("action"),
                        row.getString("actor"),
                        row.getString("text")))
                .list();
    }

    private static Set<String> features(ResultSet row) throws SQLException {
        Set<String> features = new HashSet<>();
        for (String look : (String[]) row.getArray("looks").getArray()) {
            String[] parts = look.split(" \u0001", -1);
            features.addAll(PastEvents.features(parts[0], parts[1], parts[2]));
        }
        return features;
    }
}
