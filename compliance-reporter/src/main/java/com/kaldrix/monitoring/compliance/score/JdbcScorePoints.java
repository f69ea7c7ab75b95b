package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Points as rows. */
@Repository
class JdbcScorePoints implements ScorePoints {
    private static final String COLUMNS = "select id, at, framework, cut, part, percent, known, total, security_hub";
    private static final String LATEST = COLUMNS + """
             from unnest(:frameworks::text[], :cuts::text[], :parts::text[]) as wanted (framework, cut, part)
            cross join lateral (
                select id, at, percent, known, total, security_hub from score_point
                where score_point.framework = wanted.framework and score_point.cut = wanted.cut
                  and score_point.part = wanted.part
                order by at desc limit 1
            ) as latest
            """;
    private static final String ADD = """
            insert into score_point (id, at, framework, cut, part, percent, known, total, security_hub)
            select id::uuid, :now, framework, cut, part, percent, known, total, security_hub
            from unnest(:ids::text[], :frameworks::text[], :cuts::text[], :parts::text[], :percents::int[], :known::int[],
                :totals::int[], :hubs::int[])
                as new (id, framework, cut, part, percent, known, total, security_hub)
            on conflict (framework, cut, part, at) do update set
                percent = excluded.percent, known = excluded.known, total = excluded.total,
                security_hub = excluded.security_hub
            """;
    private static final String PAGE = COLUMNS + """
             from score_point
            where framework = :framework and cut = :cut and part = :part
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
              and (cast(:afterAt as timestamptz) is null or (at, id) < (:afterAt, :afterId))
            order by at desc, id desc
            limit :limit
            """;
    private static final String DAILY = COLUMNS + """
             from (
                select *, row_number() over (partition by (at at time zone :zone)::date order by at desc) as place
                from score_point
                where framework = :framework and cut = :cut and part = :part and at >= :from and at <= :to
            ) as ranked
            where place = 1 order by at
            """;
    private static final String DOMAINS_AT = COLUMNS + """
             from (
                select *, row_number() over (partition by framework, part order by at desc) as place
                from score_point where cut = 'domain' and at <= :at
            ) as ranked
            where place = 1 order by framework, part
            """;

    private final JdbcClient jdbc;

    JdbcScorePoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Place(String framework, Part part) {}

    @Override
    public int keep(Collection<StandardScore> scores, Instant now) {
        List<StandardScore> all = List.copyOf(scores);
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        Map<Place, ScorePoint> latest = latest(all);
        List<StandardScore> fresh = new ArrayList<>();
        for (StandardScore score : all) {
            ScorePoint known = latest.get(new Place(score.framework(), score.part()));
            if (known == null || known.at().isBefore(today) || differs(known, score)) {
                fresh.add(score);
            }
        }
        if (fresh.isEmpty()) {
            return 0;
        }
        return places(jdbc.sql(ADD), fresh)
                .param("now", Timestamp.from(now.truncatedTo(ChronoUnit.MICROS)))
                .param("ids", texts(fresh, score -> Ids.next().toString()))
                .param("percents", numbers(fresh, score -> score.own().percent()))
                .param(
                        "known",
                        numbers(
                                fresh,
                                score -> OptionalInt.of(score.own().coverage().known())))
                .param(
                        "totals",
                        numbers(
                                fresh,
                                score -> OptionalInt.of(score.own().coverage().all())))
                .param("hubs", numbers(fresh, StandardScore::securityHub))
                .update();
    }

    private static boolean differs(ScorePoint known, StandardScore score) {
        return !known.percent().equals(score.own().percent())
                || !known.coverage().equals(score.own().coverage())
                || !known.securityHub().equals(score.securityHub());
    }

    private Map<Place, ScorePoint> latest(List<StandardScore> scores) {
        Map<Place, ScorePoint> latest = new HashMap<>();
        places(jdbc.sql(LATEST), scores)
                .query((row, number) -> point(row))
                .list()
                .forEach(point -> latest.put(new Place(point.framework(), point.part()), point));
        return latest;
    }

    private static JdbcClient.StatementSpec places(JdbcClient.StatementSpec sql, List<StandardScore> scores) {
        return sql.param("frameworks", texts(scores, StandardScore::framework))
                .param("cuts", texts(scores, score -> word(score.part().cut())))
                .param("parts", texts(scores, score -> score.part().name()));
    }

    private static String[] texts(List<StandardScore> scores, Function<StandardScore, String> part) {
        return scores.stream().map(part).toArray(String[]::new);
    }

    private static @Nullable Integer[] numbers(List<StandardScore> scores, Function<StandardScore, OptionalInt> part) {
        @Nullable Integer[] numbers = new Integer[scores.size()];
        for (int i = 0; i < numbers.length; i++) {
            OptionalInt number = part.apply(scores.get(i));
            numbers[i] = number.isPresent() ? number.getAsInt() : null;
        }
        return numbers;
    }

    private static String word(Cut cut) {
        return cut.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ScorePoint> daily(String framework, Part part, Instant from, Instant to, ZoneId zone) {
        return jdbc.sql(DAILY)
                .param("framework", framework)
                .param("cut", word(part.cut()))
                .param("part", part.name())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("zone", zone.getId())
                .query((row, number) -> point(row))
                .list();
    }

    @Override
    public List<ScorePoint> domainsAt(Instant at) {
        return jdbc.sql(DOMAINS_AT)
                .param("at", Timestamp.from(at))
                .query((row, number) -> point(row))
                .list();
    }

    @Override
    public Page<ScorePoint> find(
            String framework,
            Part part,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Cursor> after,
            int limit) {
        List<ScorePoint> found = jdbc.sql(PAGE)
                .param("framework", framework)
                .param("cut", word(part.cut()))
                .param("part", part.name())
                .param("from", from.map(Timestamp::from).orElse(null))
                .param("to", to.map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> point(row))
                .list();
        return Page.of(found, limit, point -> new Cursor(point.at().toString(), point.id()));
    }

    private static ScorePoint point(ResultSet row) throws SQLException {
        return new ScorePoint(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("framework"),
                new Part(Cut.valueOf(row.getString("cut").toUpperCase(Locale.ROOT)), row.getString("part")),
                optional(row.getObject("percent", Integer.class)),
                new Coverage(row.getInt("known"), row.getInt("total")),
                optional(row.getObject("security_hub", Integer.class)));
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
