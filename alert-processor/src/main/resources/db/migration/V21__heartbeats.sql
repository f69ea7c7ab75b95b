create table heartbeat_definition (
    name         text        primary key,
    silent_after bigint      not null check (silent_after > 0),
    severity     text        not null,
    labels       jsonb       not null,
    made_by      text        not null,
    made_at      timestamptz not null
);
comment on table heartbeat_definition is 'Heartbeats that were made by the API; others stand in the configuration';
comment on column heartbeat_definition.silent_after is 'After how many seconds without a beat it is missing';

create table heartbeat (
    name          text        primary key,
    known_since   timestamptz not null,
    beat_at       timestamptz,
    missing_since timestamptz,
    alert         jsonb,
    check ((missing_since is null) = (alert is null))
);
comment on table heartbeat is 'How heartbeats fare';
comment on column heartbeat.beat_at is 'When it came last; null while it never has';
comment on column heartbeat.alert is 'The labels of the alert that its silence is, so that its return ends that very alert';

create table heartbeat_watch (
    id         smallint    primary key check (id = 1),
    seen_at    timestamptz not null,
    resumed_at timestamptz not null
);
comment on table heartbeat_watch is 'When some replica looked last, and since when one has been looking without a pause: nobody is called silent for a time in which nobody could be heard';
