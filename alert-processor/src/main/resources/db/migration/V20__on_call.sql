create table on_call_override (
    id        uuid        primary key,
    schedule  text        not null,
    person    text        not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    made_by   text        not null,
    made_at   timestamptz not null,
    check (starts_at < ends_at)
);
comment on table on_call_override is 'Somebody takes over for a time; of several at the same time the one made last holds';
comment on column on_call_override.person is 'Id in the configuration';
create index on_call_override_schedule on on_call_override (schedule, ends_at);

create table on_call_schedule (
    name       text        primary key,
    definition jsonb       not null,
    edited_by  text        not null,
    edited_at  timestamptz not null
);
comment on table on_call_schedule is 'Schedules as they were edited; one holds in place of what the configuration says of the same name';

create table personal_page (
    id          uuid        primary key,
    incident_id uuid        not null references incident on delete cascade,
    round       integer     not null,
    step        integer     not null,
    integration text        not null,
    unless      text        not null check (unless in ('acknowledged', 'resolved')),
    due_at      timestamptz not null
);
comment on table personal_page is 'Means by which a person who was paged is told later, unless somebody answers before';
comment on column personal_page.round is 'Round of escalation to which it belongs; in a later round it means nothing any more';
create index personal_page_due on personal_page (due_at);

create table signing_key (
    id  smallint primary key check (id = 1),
    key bytea    not null
);
comment on table signing_key is 'Signs addresses that open something to whoever has them; made at first use';
