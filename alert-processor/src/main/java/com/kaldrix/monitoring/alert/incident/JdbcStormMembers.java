package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.incident.Storms.StormMembers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcStormMembers implements StormMembers {
    private static final String SUMMARY = "select summary_id from storm_member where incident_id = :incident";
    private static final String ADD = """
            insert into storm_member (incident_id, summary_id) values (:incident, :summary)
            on conflict (incident_id) do update set summary_id = excluded.summary_id
            """;
    private static final String COUNT = "select count(*) from storm_member where summary_id = :summary";
    private static final String OPENED = """
            select greatest(
                (select count(*) from (select 1 from incident where receiver = :receiver and opened_at > :at - interval '1 minute'
                                       and opened_at <= :at and group_key not like 'storm/%' limit :most) as before),
                (select count(*) from (select 1 from incident where receiver = :receiver and opened_at >= :at
                                       and opened_at < :at + interval '1 minute' and group_key not like 'storm/%'
                                       limit :most) as after))
            """;

    private final JdbcClient jdbc;

    JdbcStormMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<UUID> summary(UUID incident) {
        return jdbc.sql(SUMMARY).param("incident", incident).query(UUID.class).optional();
    }

    @Override
    public void add(UUID incident, UUID summary) {
        jdbc.sql(ADD).param("incident", incident).param("summary", summary).update();
    }

    @Override
    public int count(UUID summary) {
        return jdbc.sql(COUNT).param("summary", summary).query(Integer.class).single();
    }

    @Override
    public int openedWithinAMinute(String receiver, Instant at, int most) {
        return jdbc.sql(OPENED)
                .param("receiver", receiver)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
