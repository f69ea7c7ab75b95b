package com.kaldrix.monitoring.alert.flap;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcFlaps implements Flaps {
    // In order of fingerprints, as alerts are locked. An alert that has been calm begins anew.
    private static final String FIRED_AGAIN = """
            insert into flap (fingerprint, fired_at, changed_at, since)
            select fingerprint, array[:now::timestamptz], :now, null
            from unnest(:fingerprints::bigint[]) as again (fingerprint) order by fingerprint
            on conflict (fingerprint) do update set
                fired_at = array(select at from unnest(flap.fired_at) as at where at > :after::timestamptz order by at desc limit 99)
                           || :now::timestamptz,
                changed_at = :now,
                since = case
                    when flap.since is not null and flap.changed_at > :calm::timestamptz then flap.since
                    when (select count(*) from unnest(flap.fired_at) as at where at > :after::timestamptz) + 1 >= :times then :now
                end
            """;
    private static final String OVER = """
            update flap set changed_at = :now, since = case when changed_at > :calm::timestamptz then since end
            where fingerprint in (select fingerprint from flap where fingerprint = any(:fingerprints) order by fingerprint for update)
            """;
    private static final String OF = """
            select fingerprint, cardinality(fired_at) as times, changed_at, since from flap
            where fingerprint = any(:fingerprints) and since is not null
            """;
    private static final String TELL = """
            insert into flap_told (incident_id, fingerprint, since) values (:incident, :fingerprint, :since) on conflict do nothing
            """;
    private static final String CALM = """
            update flap_told set calm_at = :now
            where incident_id = :incident and fingerprint = any(:fingerprints) and calm_at is null
            returning fingerprint
            """;
    private static final String FORGET = "delete from flap where changed_at < :before";

    private final JdbcClient jdbc;

    JdbcFlaps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void firedAgain(Collection<Fingerprint> alerts, FlapRule rule, Instant now) {
        if (rule.off() || alerts.isEmpty()) {
            return;
        }
        jdbc.sql(FIRED_AGAIN)
                .param("fingerprints", values(alerts))
                .param("now", at(now))
                .param("after", at(now.minus(rule.within())))
                .param("calm", at(now.minus(rule.calm())))
                .param("times", rule.times())
                .update();
    }

    @Override
    public void over(Collection<Fingerprint> alerts, FlapRule rule, Instant now) {
        if (!alerts.isEmpty()) {
            jdbc.sql(OVER)
                    .param("fingerprints", values(alerts))
                    .param("calm", at(now.minus(rule.calm())))
                    .param("now", at(now))
                    .update();
        }
    }

    @Override
    public Map<Fingerprint, Flap> of(Collection<Fingerprint> alerts) {
        if (alerts.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql(OF).param("fingerprints", values(alerts)).query((row, number) -> read(row)).list().stream()
                .collect(Collectors.toMap(Flap::alert, Function.identity()));
    }

    private static Flap read(ResultSet row) throws SQLException {
        return new Flap(
                new Fingerprint(row.getLong("fingerprint")),
                row.getInt("times"),
                instant(row, "changed_at"),
                instant(row, "since"));
    }

    @Override
    public boolean tell(UUID incident, Flap flap) {
        return jdbc.sql(TELL)
                        .param("incident", incident)
                        .param("fingerprint", flap.alert().value())
                        .param("since", at(flap.since()))
                        .update()
                == 1;
    }

    @Override
    public Set<Fingerprint> calm(UUID incident, Collection<Fingerprint> alerts, Instant now) {
        if (alerts.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql(CALM)
                .param("incident", incident)
                .param("fingerprints", values(alerts))
                .param("now", at(now))
                .query((row, number) -> new Fingerprint(row.getLong(1)))
                .list());
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", at(before)).update();
    }

    private static Long[] values(Collection<Fingerprint> fingerprints) {
        return fingerprints.stream().map(Fingerprint::value).toArray(Long[]::new);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
