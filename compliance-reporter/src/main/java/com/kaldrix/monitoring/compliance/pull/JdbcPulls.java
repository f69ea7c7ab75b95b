package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.pull.CollectionState.Trouble;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The state of asking as rows. Leases go by the clock of the database, which all replicas share; all else by ours. */
@Repository
class JdbcPulls implements Pulls {
    private static final String WANT = """
            insert into pull (account, region, source, wanted_since, next_at)
            select account, region, source, :now, :now
            from unnest(:accounts::text[], :regions::text[], :sources::text[]) as wanted (account, region, source)
            on conflict (account, region, source) do nothing
            """;
    private static final String NO_OTHERS = """
            where (account, region, source) not in (
                select account, region, source
                from unnest(:accounts::text[], :regions::text[], :sources::text[]) as wanted (account, region, source))
            """;
    private static final String CLAIM = """
            update pull set holder = :holder, token = token + 1,
                held_until = clock_timestamp() + make_interval(secs => :seconds)
            where (account, region, source) = (
                select account, region, source from pull
                where next_at <= :now and (holder is null or held_until < clock_timestamp())
                order by next_at, account, region, source
                limit 1
                for update skip locked)
            returning *
            """;
    private static final String OF = " where account = :account and region = :region and source = :source";
    private static final String HOLD = """
            update pull set held_until = clock_timestamp() + make_interval(secs => :seconds)
            """ + OF + " and token = :token and holder is not null";
    private static final String AT = """
            update pull set started_at = :started, from_at = :from, place = :place, problems = problems + :problems,
                problem = case when problem = '' then :problem else problem end
            """ + OF;
    private static final String SAW = """
            insert into pull_seen (account, region, source, origin)
            select :account, :region, :source, origin from unnest(:origins::text[]) as seen (origin)
            on conflict (account, region, source, origin) do nothing
            """;
    private static final String ENDED = """
            holder = null, held_until = null, started_at = null, from_at = null, place = '', problems = 0, problem = ''
            """;
    private static final String TROUBLE = """
            failing_since = :since, reason = :reason, words = :words, failures = :failures
            """;
    private static final String COLLECTED = "update pull set " + ENDED + """
            , next_at = :next, collected_at = :started, asked_until = :started,
            whole_at = case when :whole then :started else whole_at end,
            failing_since = null, reason = null, words = '', failures = 0
            """ + OF;
    private static final String UNREAD =
            "update pull set " + ENDED + ", next_at = :next, asked_until = :started, " + TROUBLE + OF;
    private static final String FAILED =
            "update pull set holder = null, held_until = null, next_at = :next, " + TROUBLE + OF;
    private static final String BEGIN_AGAIN = "update pull set " + ENDED + ", next_at = :next, " + TROUBLE + OF;
    private static final String RELEASE =
            "update pull set holder = null, held_until = null" + OF + " and token = :token";
    private static final Map<String, PullSource> PULL_SOURCES =
            Arrays.stream(PullSource.values()).collect(Collectors.toMap(PullSource::word, Function.identity()));
    private static final Map<String, Source> SOURCES =
            Arrays.stream(Source.values()).collect(Collectors.toMap(Source::word, Function.identity()));

    private final JdbcClient jdbc;

    JdbcPulls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void want(Collection<Target> targets, Instant now) {
        wanted(WANT, targets).param("now", Timestamp.from(now)).update();
        for (String table : List.of("pull", "pull_seen", "control_enablement")) {
            boolean sourced = !table.equals("control_enablement");
            String condition = sourced
                    ? NO_OTHERS
                    : NO_OTHERS.replace(
                            "(account, region, source) not in",
                            "(account, region, '" + PullSource.SECURITY_HUB_CONTROLS.word() + "') not in");
            wanted("delete from " + table + " " + condition, targets).update();
        }
    }

    private JdbcClient.StatementSpec wanted(String sql, Collection<Target> targets) {
        return jdbc.sql(sql)
                .param("accounts", targets.stream().map(Target::account).toArray(String[]::new))
                .param(
                        "regions",
                        targets.stream().map(target -> target.region().code()).toArray(String[]::new))
                .param(
                        "sources",
                        targets.stream().map(target -> target.source().word()).toArray(String[]::new));
    }

    @Override
    public Optional<Lease> claim(String holder, Duration validFor, Instant now) {
        return jdbc.sql(CLAIM)
                .param("holder", holder)
                .param("seconds", validFor.toSeconds())
                .param("now", Timestamp.from(now))
                .query((row, number) -> lease(row))
                .optional();
    }

    private static Lease lease(ResultSet row) throws SQLException {
        Optional<Instant> started = instant(row, "started_at");
        Optional<Instant> from = instant(row, "from_at");
        return new Lease(
                target(row),
                row.getLong("token"),
                started.map(at -> new Round(at, from)),
                row.getString("place"),
                instant(row, "whole_at"),
                instant(row, "asked_until"),
                trouble(row));
    }

    private static Target target(ResultSet row) throws SQLException {
        PullSource source = PULL_SOURCES.get(row.getString("source"));
        if (source == null) {
            throw new IllegalStateException("nobody asks " + row.getString("source"));
        }
        return new Target(row.getString("account"), new Region(row.getString("region")), source);
    }

    private static Optional<Trouble> trouble(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        Optional<Instant> since = instant(row, "failing_since");
        return reason == null || since.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trouble(
                        Reason.valueOf(reason), since.get(), row.getString("words"), row.getInt("failures")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private JdbcClient.StatementSpec of(String sql, Target target) {
        return jdbc.sql(sql)
                .param("account", target.account())
                .param("region", target.region().code())
                .param("source", target.source().word());
    }

    @Override
    public void hold(Lease lease, Duration validFor) {
        int held = of(HOLD, lease.target())
                .param("token", lease.token())
                .param("seconds", validFor.toSeconds())
                .update();
        if (held == 0) {
            throw new LostLeaseException(lease.target());
        }
    }

    @Override
    public void at(Lease lease, Round round, String place, List<String> problems) {
        of(AT, lease.target())
                .param("started", Timestamp.from(round.startedAt()))
                .param("from", round.from().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("place", place)
                .param("problems", problems.size())
                .param("problem", problems.isEmpty() ? "" : problems.getFirst())
                .update();
    }

    @Override
    public void saw(Target target, Collection<Origin> origins) {
        if (!origins.isEmpty()) {
            of(SAW, target)
                    .param(
                            "origins",
                            origins.stream()
                                    .map(Origin::toString)
                                    .distinct()
                                    .sorted()
                                    .toArray(String[]::new))
                    .update();
        }
    }

    @Override
    public Set<Origin> seen(Target target) {
        Set<Origin> seen = new HashSet<>();
        of("select origin from pull_seen" + OF, target).query(row -> {
            String origin = row.getString("origin");
            int colon = origin.indexOf(':');
            Source source = SOURCES.get(origin.substring(0, colon));
            if (source != null) {
                seen.add(new Origin(source, origin.substring(colon + 1)));
            }
        });
        return seen;
    }

    @Override
    public Optional<String> problems(Lease lease) {
        return of("select problems, problem from pull" + OF, lease.target())
                .query((row, number) -> row.getInt("problems") == 0
                        ? Optional.<String>empty()
                        : Optional.of(
                                row.getInt("problems") + " could not be read, such as: " + row.getString("problem")))
                .single();
    }

    @Override
    public void collected(Lease lease, Round round, Instant next) {
        forgetSeen(lease.target());
        of(COLLECTED, lease.target())
                .param("started", Timestamp.from(round.startedAt()))
                .param("whole", round.isWhole())
                .param("next", Timestamp.from(next))
                .update();
    }

    @Override
    public void unread(Lease lease, Round round, Trouble trouble, Instant next) {
        forgetSeen(lease.target());
        with(trouble, of(UNREAD, lease.target()))
                .param("started", Timestamp.from(round.startedAt()))
                .param("next", Timestamp.from(next))
                .update();
    }

    @Override
    public void failed(Lease lease, Trouble trouble, boolean begins, Instant next) {
        if (begins) {
            forgetSeen(lease.target());
        }
        with(trouble, of(begins ? BEGIN_AGAIN : FAILED, lease.target()))
                .param("next", Timestamp.from(next))
                .update();
    }

    private void forgetSeen(Target target) {
        of("delete from pull_seen" + OF, target).update();
    }

    private static JdbcClient.StatementSpec with(Trouble trouble, JdbcClient.StatementSpec sql) {
        return sql.param("since", Timestamp.from(trouble.since()))
                .param("reason", trouble.reason().name())
                .param("words", trouble.words())
                .param("failures", trouble.failures());
    }

    @Override
    public void release(Lease lease) {
        of(RELEASE, lease.target()).param("token", lease.token()).update();
    }

    @Override
    public List<CollectionState> all() {
        return jdbc
                .sql("select *, coalesce(held_until >= clock_timestamp(), false) as running from pull")
                .query((row, number) -> new CollectionState(
                        target(row),
                        row.getTimestamp("wanted_since").toInstant(),
                        instant(row, "collected_at"),
                        instant(row, "whole_at"),
                        trouble(row),
                        row.getTimestamp("next_at").toInstant(),
                        row.getBoolean("running")))
                .list()
                .stream()
                .sorted(Comparator.comparing(CollectionState::target))
                .toList();
    }
}
