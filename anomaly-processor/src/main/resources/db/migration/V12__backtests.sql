create table backtest_job (
    id uuid primary key,
    source text not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'lost')),
    runner text not null,
    total_rows int not null,
    done_rows int not null default 0,
    created_by text not null,
    created_at timestamptz not null,
    heartbeat_at timestamptz not null,
    ended_at timestamptz,
    reason text,
    result jsonb,
    output bytea
);
comment on table backtest_job is 'Back-tests that people asked for';
comment on column backtest_job.source is 'What was looked at, in words';
comment on column backtest_job.runner is 'The replica that works on it; when it ends, the job is lost';
comment on column backtest_job.heartbeat_at is 'When the replica last said that it works on it';
comment on column backtest_job.reason is 'Why it failed or is lost';
comment on column backtest_job.result is 'Anomalies, and how well labels were met';
comment on column backtest_job.output is 'timestamp,score,alert for each row, compressed with gzip';
create index backtest_job_listed on backtest_job (created_at, id);
create index backtest_job_under_way on backtest_job (heartbeat_at) where state in ('queued', 'running');
