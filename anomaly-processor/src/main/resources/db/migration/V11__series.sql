create table series (
    id uuid primary key,
    shard int not null,
    labels jsonb not null,
    metric text not null,
    region text not null,
    component text not null,
    tier text not null,
    learning double precision not null,
    reading_at timestamptz not null,
    value double precision not null,
    expected_low double precision not null,
    expected_high double precision not null,
    unusual double precision not null,
    score double precision not null,
    readings bytea not null,
    seen_at timestamptz not null
);
comment on table series is 'Every series that is looked at, as it was at its latest checkpoint';
comment on column series.id is 'Follows from the labels';
comment on column series.learning is 'How much of the warm-up is over, 0 to 1';
comment on column series.value is 'The latest reading; NaN when it was missing';
comment on column series.unusual is 'How unusual the latest reading was, in units of what is worth an alert';
comment on column series.score is 'The same for ranking';
comment on column series.readings is 'The latest readings, as in anomaly_trace';
create index series_listed on series (metric, id);
create index series_labels on series using gin (labels jsonb_path_ops);
create index series_seen on series (seen_at);
