create table event (
    id uuid primary key,
    region text not null,
    component text not null,
    status text not null check (status in ('open', 'acknowledged', 'investigating', 'resolved', 'false-positive', 'expected')),
    severity smallint not null check (severity between 0 and 3),
    title text not null,
    started_at timestamptz not null,
    last_at timestamptz not null,
    ended_at timestamptz,
    cause text,
    updated_at timestamptz not null
);
comment on table event is 'Anomalies that are close in time and place, as one thing that people are told of once';
comment on column event.severity is '0 for P0, critical, to 3 for P3, low: the worst of its anomalies';
comment on column event.last_at is 'The latest unusual reading; further anomalies near it join';
comment on column event.ended_at is 'When the last of its anomalies was over; null while one goes on';
comment on column event.cause is 'What people found';
create index event_open on event (region, last_at) where ended_at is null;
create index event_started on event (started_at, id);

create table anomaly (
    id uuid primary key,
    event_id uuid not null references event (id) on delete cascade,
    metric text not null,
    region text not null,
    component text not null,
    family text not null,
    type text not null,
    series jsonb not null,
    started_at timestamptz not null,
    peak_at timestamptz not null,
    ended_at timestamptz,
    severity smallint not null check (severity between 0 and 3),
    score double precision not null,
    value double precision not null,
    expected_low double precision not null,
    expected_high double precision not null,
    evidence jsonb not null,
    updated_at timestamptz not null
);
comment on table anomaly is 'What was unusual in one series';
comment on column anomaly.id is 'Follows from series and start, so that finding it again changes nothing';
comment on column anomaly.series is 'Labels of the series, with __name__';
comment on column anomaly.value is 'The reading at the peak; NaN when it was missing';
comment on column anomaly.evidence is 'What each detector said at the peak, strongest first';
create index anomaly_started on anomaly (started_at, id);
create index anomaly_metric on anomaly (metric, started_at, id);
create index anomaly_event on anomaly (event_id, started_at);
