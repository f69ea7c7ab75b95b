alter table anomaly add column found_at timestamptz;
comment on column anomaly.found_at is 'When it was found first; null for those from before this column';
create index anomaly_found on anomaly (found_at);
create index anomaly_unended on anomaly (started_at) where ended_at is null;
create index event_ended on event (ended_at);

create table cloudwatch_mark (
    namespace text primary key,
    pushed_until timestamptz not null
);
comment on table cloudwatch_mark is 'Up to when custom metrics have been pushed to CloudWatch';
