package com.kaldrix.monitoring.compliance.response;

import com.kaldrix.monitoring.compliance.identity.ContentIds;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Responses as rows. */
@Repository
class JdbcAlertResponses implements AlertResponses {
    private static final long NANOS = 1_000_000_000L;
    private static final double MILLIS = 1000;

    private static final String ADD = """
            insert into alert_response (id, incident_id, change, severity, title, actor, opened_at, at)
            select id::uuid, incident::uuid, change, severity, title, nullif(actor, ''), opened::timestamptz, at::timestamptz
            from unnest(:ids::text[], :incidents::text[], :changes::text[], :severities::text[], :titles::text[],
                :actors::text[], :opened::text[], :at::text[])
                as new (id, incident, change, severity, title, actor, opened, at)
            order by id
            on conflict (id) do nothing
            """;
    private static final String INCIDENTS = """
            select incident_id, min(severity) as severity, min(opened_at) as opened_at,
                min(at) filter (where change = 'acknowledged') as acknowledged_at,
                min(at) filter (where change = 'resolved') as resolved_at,
                max(at) as latest
            from alert_response where incident_id = any(:ids::uuid[]) group by incident_id
            """;
    private static final String TIMES = """
            with incident as (
                select incident_id, min(severity) as severity, min(opened_at) as opened_at,
                    min(at) filter (where change = 'acknowledged') as acknowledged_at
                from alert_response group by incident_id
            )
            select severity, count(*) as incidents, count(acknowledged_at) as acknowledged,
                percentile_cont(0.5) within group (
                    order by extract(epoch from acknowledged_at - opened_at)::double precision) as median,
                max(extract(epoch from acknowledged_at - opened_at)::double precision) as slowest
            from incident where opened_at >= :from and opened_at < :to
            group by severity order by severity
            """;
    private static final String IN_TIME = """
            with incident as (
                select incident_id, min(severity) as severity, min(opened_at) as opened_at,
                    extract(epoch from min(at) filter (where change = 'acknowledged') - min(opened_at))::double precision as waited
                from alert_response group by incident_id
            )
            select severity, count(*) as incidents, count(waited) as acknowledged, target,
                count(*) filter (where waited <= coalesce(target, waited)) as in_time,
                percentile_cont(0.5) within group (order by waited) as median,
                percentile_cont(0.95) within group (order by waited) as p95
            from incident
            left join unnest(:severities::text[], :targets::double precision[]) as wanted (severity, target) using (severity)
            where opened_at >= :from and opened_at < :to
            group by severity, target order by severity
            """;

    private final JdbcClient jdbc;

    JdbcAlertResponses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Collection<AlertResponse> responses) {
        if (responses.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param(
                        "ids",
                        texts(responses, one -> ContentIds.of(one.eventId()).toString()))
                .param("incidents", texts(responses, one -> one.incident().toString()))
                .param("changes", texts(responses, AlertResponse::change))
                .param("severities", texts(responses, AlertResponse::severity))
                .param("titles", texts(responses, AlertResponse::title))
                .param("actors", texts(responses, AlertResponse::actor))
                .param("opened", texts(responses, one -> one.openedAt().toString()))
                .param("at", texts(responses, one -> one.at().toString()))
                .update();
    }

    private static String[] texts(Collection<AlertResponse> all, Function<AlertResponse, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    @Override
    public List<Answered> incidents(Collection<UUID> ids) {
        return jdbc.sql(INCIDENTS)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, number) -> new Answered(
                        row.getObject("incident_id", UUID.class),
                        row.getString("severity"),
                        row.getTimestamp("opened_at").toInstant(),
                        instant(row.getTimestamp("acknowledged_at")),
                        instant(row.getTimestamp("resolved_at")),
                        row.getTimestamp("latest").toInstant()))
                .list();
    }

    private static Optional<Instant> instant(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    @Override
    public List<Times> times(Instant from, Instant to) {
        return jdbc.sql(TIMES)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Times(
                        row.getString("severity"),
                        row.getLong("incidents"),
                        row.getLong("acknowledged"),
                        duration(row.getObject("median", Double.class)),
                        duration(row.getObject("slowest", Double.class))))
                .list();
    }

    @Override
    public List<InTime> inTime(Instant from, Instant to, Map<String, Duration> targets) {
        List<String> severities = List.copyOf(targets.keySet());
        return jdbc.sql(IN_TIME)
                .param("severities", severities.toArray(String[]::new))
                .param(
                        "targets",
                        severities.stream()
                                .map(severity -> targets.getOrDefault(severity, Duration.ZERO)
                                                .toMillis()
                                        / MILLIS)
                                .toArray(Double[]::new))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new InTime(
                        row.getString("severity"),
                        row.getLong("incidents"),
                        row.getLong("acknowledged"),
                        duration(row.getObject("target", Double.class)),
                        row.getLong("in_time"),
                        duration(row.getObject("median", Double.class)),
                        duration(row.getObject("p95", Double.class))))
                .list();
    }

    private static Optional<Duration> duration(@Nullable Double seconds) {
        return Optional.ofNullable(seconds).map(known -> Duration.ofNanos(Math.round(known * NANOS)));
    }
}
