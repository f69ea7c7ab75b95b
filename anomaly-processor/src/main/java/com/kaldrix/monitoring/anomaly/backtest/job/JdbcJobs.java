package com.kaldrix.monitoring.anomaly.backtest.job;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Back-tests as rows. */
@Repository
class JdbcJobs implements Jobs {
    private static final String COLUMNS = """
            select id, source, state, total_rows, done_rows, created_by, created_at, ended_at, reason, result from backtest_job
            """;
    private static final String FIND = COLUMNS + """
            where (cast(:afterAt as timestamptz) is null or (created_at, id) < (:afterAt, :afterId))
            order by created_at desc, id desc
            limit :limit
            """;
    private static final String ADD = """
            insert into backtest_job (id, source, state, runner, total_rows, created_by, created_at, heartbeat_at)
            values (:id, :source, :state, :runner, :rows, :by, :at, :at)
            """;
    private static final String PROGRESS = """
            update backtest_job set state = 'running', done_rows = :done, heartbeat_at = :now
            where id = :id and state in ('queued', 'running')
            """;
    private static final String END = """
            update backtest_job set state = :state, reason = nullif(:reason, ''), ended_at = :now
            where id = :id and state in ('queued', 'running')
            """;
    private static final String FINISH = """
            update backtest_job
            set state = 'done', done_rows = total_rows, result = cast(:result as jsonb), output = :output, ended_at = :now
            where id = :id and state in ('queued', 'running')
            """;
    private static final String HEARTBEAT = """
            update backtest_job set heartbeat_at = :now where runner = :runner and state in ('queued', 'running')
            """;
    private static final String LOSE = """
            update backtest_job set state = 'lost', reason = 'the replica that worked on it was stopped', ended_at = :now
            where runner = :runner and state in ('queued', 'running')
            """;
    private static final String LOSE_SILENT = """
            update backtest_job set state = 'lost', reason = 'the replica that worked on it is gone', ended_at = :now
            where heartbeat_at < :since and state in ('queued', 'running')
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcJobs(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void add(Job job, String runner) {
        jdbc.sql(ADD)
                .param("id", job.id())
                .param("source", job.source())
                .param("state", job.state().word())
                .param("runner", runner)
                .param("rows", job.rows())
                .param("by", job.createdBy())
                .param("at", Timestamp.from(job.createdAt()))
                .update();
    }

    @Override
    public Page<Job> find(Optional<Cursor> after, int limit) {
        List<Job> found = jdbc.sql(FIND)
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> job(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.createdAt().toString(), one.id()));
    }

    @Override
    public Optional<Job> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, number) -> job(row))
                .optional();
    }

    @Override
    public Optional<byte[]> output(UUID id) {
        return jdbc.sql("select output from backtest_job where id = :id and output is not null")
                .param("id", id)
                .query((row, number) -> row.getBytes("output"))
                .optional();
    }

    @Override
    public boolean progress(UUID id, int done, Instant now) {
        return jdbc.sql(PROGRESS)
                        .param("id", id)
                        .param("done", done)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    @Override
    public boolean end(UUID id, JobState state, String reason, Instant now) {
        return jdbc.sql(END)
                        .param("id", id)
                        .param("state", state.word())
                        .param("reason", reason)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    @Override
    public void finish(UUID id, Run.Outcome outcome, Instant now) {
        jdbc.sql(FINISH)
                .param("id", id)
                .param("result", json.write(outcome.result()))
                .param("output", outcome.output())
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public void heartbeat(String runner, Instant now) {
        jdbc.sql(HEARTBEAT)
                .param("runner", runner)
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public int lose(String runner, Instant now) {
        return jdbc.sql(LOSE)
                .param("runner", runner)
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public int loseSilent(Instant since, Instant now) {
        return jdbc.sql(LOSE_SILENT)
                .param("since", Timestamp.from(since))
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql("delete from backtest_job where created_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private Job job(ResultSet row) throws SQLException {
        @Nullable Timestamp ended = row.getTimestamp("ended_at");
        @Nullable String result = row.getString("result");
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("source"),
                JobState.of(row.getString("state")),
                row.getInt("total_rows"),
                row.getInt("done_rows"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("reason"),
                result == null ? null : json.read(result, Result.class));
    }
}
