package com.kaldrix.monitoring.compliance.reporting.run;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Wanted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports as rows. Who holds one is written by the clock of the database, which all replicas share. */
@Repository
class JdbcReportRuns implements ReportRuns {
    private static final double MILLIS = 1000;

    private static final String COLUMNS = """
            id, kind, scope, period_from, period_until, zone, due_at, requested_by, requested_at, state, attempts, found,
            expected, last_error, made
            """;
    private static final String ADD = """
            insert into report (id, kind, scope, period_from, period_until, zone, due_at, requested_by, requested_at, state)
            values (:id, :kind, :scope::jsonb, :from, :until, :zone, :due, :by, :at, 'waiting')
            on conflict (kind, period_from, period_until) where due_at is not null do nothing
            """;
    private static final String PAGE = "select " + COLUMNS + """
             from report
            where (cast(:kind as text) is null or kind = :kind)
              and (cast(:state as text) is null or state = :state)
              and (cast(:afterAt as timestamptz) is null or (requested_at, id) < (:afterAt, :afterId))
            order by requested_at desc, id desc
            limit :limit
            """;
    private static final String CLAIM = """
            update report set state = 'running', attempts = attempts + 1, holder = :holder, found = 0, expected = 0,
                held_until = clock_timestamp() + make_interval(secs => :lease)
            where id = (
                select id from report
                where state = 'waiting' and next_attempt_at <= clock_timestamp()
                   or state = 'running' and held_until < clock_timestamp()
                order by requested_at, id limit 1 for update skip locked)
            returning
            """ + COLUMNS;
    private static final String RENEW = """
            update report set found = :found, expected = :expected,
                held_until = clock_timestamp() + make_interval(secs => :lease)
            where id = :id and holder = :holder and state = 'running'
            """;
    private static final String FINISH = """
            update report set state = 'made', holder = null, held_until = null, found = :found, expected = :found,
                last_error = null, made = :made::jsonb, made_at = :at, kept_until = :until
            where id = :id and holder = :holder and state = 'running'
            """;
    private static final String FAIL = """
            update report set state = :state, holder = null, held_until = null, last_error = :error,
                next_attempt_at = clock_timestamp() + make_interval(secs => :retry)
            where id = :id and holder = :holder and state = 'running'
            """;
    private static final String RELEASE = """
            update report set state = 'waiting', holder = null, held_until = null, attempts = attempts - 1
            where holder = :holder and state = 'running'
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcReportRuns(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A scope in the database. Its form is its own, so that the domain may be renamed. */
    record ScopeColumn(List<String> standards, List<String> accounts, List<String> regions, List<String> components) {
        static ScopeColumn of(ReportScope scope) {
            return new ScopeColumn(scope.standards(), scope.accounts(), scope.regions(), scope.components());
        }

        ReportScope scope() {
            return new ReportScope(standards, accounts, regions, components);
        }
    }

    @Override
    public boolean add(ReportRun run) {
        ReportPeriod period = run.wanted().period();
        return jdbc.sql(ADD)
                        .param("id", run.id())
                        .param("kind", run.wanted().kind().word())
                        .param("scope", json.write(ScopeColumn.of(run.wanted().scope())))
                        .param("from", Timestamp.from(period.from()))
                        .param("until", Timestamp.from(period.until()))
                        .param("zone", period.zone().getId())
                        .param("due", run.asked().dueAt().map(Timestamp::from).orElse(null))
                        .param("by", run.asked().by())
                        .param("at", Timestamp.from(run.asked().at()))
                        .update()
                > 0;
    }

    @Override
    public Optional<ReportRun> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from report where id = :id")
                .param("id", id)
                .query((row, number) -> run(row))
                .optional();
    }

    @Override
    public Page<ReportRun> find(
            Optional<ReportKind> kind, Optional<ReportRun.State> state, Optional<Cursor> after, int limit) {
        List<ReportRun> found = jdbc.sql(PAGE)
                .param("kind", kind.map(ReportKind::word).orElse(null))
                .param("state", state.map(ReportRun.State::word).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> run(row))
                .list();
        return Page.of(found, limit, run -> new Cursor(run.asked().at().toString(), run.id()));
    }

    @Override
    public Optional<Claim> claim(UUID holder, Duration lease) {
        return jdbc.sql(CLAIM)
                .param("holder", holder)
                .param("lease", seconds(lease))
                .query((row, number) -> new Claim(run(row), row.getInt("attempts")))
                .optional();
    }

    @Override
    public boolean renew(UUID id, UUID holder, ReportRun.Progress progress, Duration lease) {
        return jdbc.sql(RENEW)
                        .param("id", id)
                        .param("holder", holder)
                        .param("found", progress.found())
                        .param("expected", progress.expected())
                        .param("lease", seconds(lease))
                        .update()
                > 0;
    }

    @Override
    public boolean finish(UUID id, UUID holder, MadeReport made, long findings) {
        return jdbc.sql(FINISH)
                        .param("id", id)
                        .param("holder", holder)
                        .param("found", findings)
                        .param("made", json.write(made))
                        .param("at", Timestamp.from(made.keeping().since()))
                        .param("until", Timestamp.from(made.keeping().until()))
                        .update()
                > 0;
    }

    @Override
    public void fail(UUID id, UUID holder, String error, Optional<Duration> retryIn) {
        jdbc.sql(FAIL)
                .param("id", id)
                .param("holder", holder)
                .param("state", (retryIn.isPresent() ? ReportRun.State.WAITING : ReportRun.State.FAILED).word())
                .param("error", error)
                .param("retry", seconds(retryIn.orElse(Duration.ZERO)))
                .update();
    }

    @Override
    public void release(UUID holder) {
        jdbc.sql(RELEASE).param("holder", holder).update();
    }

    @Override
    public Optional<Instant> plannedUntil(ReportKind kind, Instant beginning) {
        jdbc.sql("insert into report_plan (kind, planned_until) values (:kind, :until) on conflict (kind) do nothing")
                .param("kind", kind.word())
                .param("until", Timestamp.from(beginning))
                .update();
        return jdbc.sql("select planned_until from report_plan where kind = :kind for update skip locked")
                .param("kind", kind.word())
                .query((row, number) -> row.getTimestamp("planned_until").toInstant())
                .optional();
    }

    @Override
    public void planned(ReportKind kind, Instant until) {
        jdbc.sql("update report_plan set planned_until = :until where kind = :kind")
                .param("kind", kind.word())
                .param("until", Timestamp.from(until))
                .update();
    }

    @Override
    public int forget(Instant now) {
        return jdbc.sql("delete from report where state = 'made' and kept_until <= :now")
                .param("now", Timestamp.from(now))
                .update();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    private ReportRun run(ResultSet row) throws SQLException {
        @Nullable Timestamp due = row.getTimestamp("due_at");
        @Nullable String made = row.getString("made");
        return new ReportRun(
                row.getObject("id", UUID.class),
                new Wanted(
                        ReportKind.of(row.getString("kind")).orElseThrow(),
                        json.read(row.getString("scope"), ScopeColumn.class).scope(),
                        new ReportPeriod(
                                row.getTimestamp("period_from").toInstant(),
                                row.getTimestamp("period_until").toInstant(),
                                ZoneId.of(row.getString("zone")))),
                new ReportRun.Asked(
                        row.getString("requested_by"),
                        row.getTimestamp("requested_at").toInstant(),
                        Optional.ofNullable(due).map(Timestamp::toInstant)),
                ReportRun.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new ReportRun.Progress(row.getLong("found"), row.getLong("expected")),
                Objects.requireNonNullElse(row.getString("last_error"), ""),
                Optional.ofNullable(made).map(text -> json.read(text, MadeReport.class)));
    }
}
