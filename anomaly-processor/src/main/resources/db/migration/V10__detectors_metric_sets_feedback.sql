create table detector (
    revision uuid primary key,
    id uuid not null,
    document jsonb not null,
    file text,
    valid_from timestamptz not null,
    valid_until timestamptz,
    created_by text not null,
    created_at timestamptz not null
);
comment on table detector is 'How people want series to be judged; each change makes a new row, so that readings of a time are judged by what held then';
comment on column detector.revision is 'Identity of the row (UUIDv7)';
comment on column detector.id is 'Identity of the detector, the same through all changes';
comment on column detector.document is 'The detector as it was sent: metric_name, namespace, stat, configuration and so on';
comment on column detector.file is 'Name of the file that it stands in; null when it was made by API';
comment on column detector.valid_from is 'Holds for readings of that time and later';
comment on column detector.valid_until is 'Holds for readings before; null while it is in force';
comment on column detector.created_at is 'When the detector was made first; the order of the list';
create unique index detector_in_force on detector (id) where valid_until is null;
create index detector_listed on detector (created_at, id) where valid_until is null;
create index detector_ended on detector (valid_until) where valid_until is not null;

create table metric_set (
    id uuid primary key,
    name text not null unique,
    document jsonb not null,
    file text,
    created_by text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
comment on table metric_set is 'Metrics that belong together, whose readings are uploaded or watched';
comment on column metric_set.name is 'The metric_set_name';
comment on column metric_set.file is 'Name of the file that it stands in; null when it was made by API';
create index metric_set_listed on metric_set (created_at, id);

create table metric_set_reading (
    metric_set_id uuid not null references metric_set (id) on delete cascade,
    metric text not null,
    at timestamptz not null,
    value double precision,
    primary key (metric_set_id, metric, at)
);
comment on table metric_set_reading is 'Readings that were uploaded to a metric set, for back-tests';
comment on column metric_set_reading.value is 'Null where the upload has a gap';

create table feedback (
    id uuid primary key,
    kind text not null check (kind in ('expected', 'false-positive', 'incident')),
    event_id uuid,
    series text[] not null,
    reason text not null,
    change jsonb not null,
    valid_from timestamptz not null,
    valid_until timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    withdrawn_by text,
    withdrawn_at timestamptz
);
comment on table feedback is 'What people said of anomalies, and what follows from it for how their series are judged';
comment on column feedback.event_id is 'The event that was spoken of; null when it was said of series';
comment on column feedback.series is 'Matchers of the series, as Alertmanager writes them';
comment on column feedback.change is 'What differs for readings of these series: a factor of the threshold, times that are kept out of learning';
comment on column feedback.valid_from is 'Holds for readings of that time and later';
comment on column feedback.valid_until is 'Holds for readings before; null for no such bound';
comment on column feedback.withdrawn_at is 'When it was taken back: readings of later times are judged as before; null while it holds';
create index feedback_listed on feedback (created_at, id) where withdrawn_at is null;

alter table suppression add column feedback_id uuid references feedback (id) on delete set null;
comment on column suppression.feedback_id is 'The feedback from which the rule follows, and with which it goes; null for a rule of its own';
create index suppression_feedback on suppression (feedback_id) where feedback_id is not null;
alter table suppression add column calendar text;
comment on column suppression.calendar is 'Holds at these times of the week alone, such as ''sat,sun 02:00-04:00 Europe/Dublin''; null for always';
