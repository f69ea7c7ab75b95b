create table maintenance_window (
    id             uuid        primary key,
    kind           text        not null check (kind in ('maintenance', 'silence')),
    name           text        not null,
    matchers       jsonb       not null,
    starts_at      timestamp   not null,
    time_zone      text        not null,
    length_seconds bigint      not null check (length_seconds > 0),
    rrule          text,
    comment        text        not null,
    author         text        not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    cancelled_at   timestamptz,
    last_end       timestamptz
);
comment on table maintenance_window is 'Times at which certain alerts are kept and nobody is told; also those that are over, until they are forgotten';
comment on column maintenance_window.matchers is 'In the order given: objects with name, operator (= != =~ !~) and value';
comment on column maintenance_window.starts_at is 'By the clock on the wall of time_zone';
comment on column maintenance_window.rrule is 'Rule of RFC 5545; null for a window that holds once';
comment on column maintenance_window.author is 'Whose token made or last changed it';
comment on column maintenance_window.last_end is 'When it is over for good; null while that is not known';
create index maintenance_window_last_end on maintenance_window (last_end);

create table window_reminder (
    window_id uuid        not null,
    starts_at timestamptz not null,
    which     text        not null check (which in ('start', 'end')),
    primary key (window_id, starts_at, which)
);
comment on table window_reminder is 'Of which times of which windows, also of the configuration''s, people have been reminded';
comment on column window_reminder.starts_at is 'Which of its times, by its start';
create index window_reminder_starts_at on window_reminder (starts_at);

create table held_alert (
    incident_id uuid        not null references incident on delete cascade,
    fingerprint bigint      not null,
    by_kind     text        not null check (by_kind in ('window', 'silence', 'condition')),
    by_key      text        not null,
    occurrence  timestamptz not null,
    name        text        not null,
    held_at     timestamptz not null,
    tried       boolean     not null,
    released_at timestamptz,
    primary key (incident_id, fingerprint, by_kind, by_key, occurrence)
);
comment on table held_alert is 'Alerts that a window or a condition kept from being told';
comment on column held_alert.by_key is 'Id of the window, name of the condition';
comment on column held_alert.occurrence is 'Which time of the window, by its start; for a condition which occurrence of the alert, by its start';
comment on column held_alert.tried is 'Whether the condition only says what it would do';
comment on column held_alert.released_at is 'When the alert could be heard again, or was over; null until then';
create index held_alert_by on held_alert (by_kind, by_key, occurrence);
create index held_alert_waiting on held_alert (incident_id) where released_at is null;
create index incident_alert_joined_at on incident_alert (joined_at);
