create table anomaly_trace (
    anomaly_id uuid primary key references anomaly (id) on delete cascade,
    readings bytea not null
);
comment on table anomaly_trace is 'The readings around an anomaly, for its plot';
comment on column anomaly_trace.readings is 'A count, and for each reading its time, its value and how unusual it was';
