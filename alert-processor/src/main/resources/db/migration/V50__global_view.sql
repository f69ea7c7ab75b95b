create table global_incident (
    id          uuid        primary key,
    fault       text        not null,
    title       text        not null,
    state       text        not null check (state in ('open', 'acknowledged', 'resolved')),
    severity    smallint    not null,
    opened_at   timestamptz not null,
    resolved_at timestamptz,
    updated_at  timestamptz not null
);
create index on global_incident (opened_at, id);
create index on global_incident (state, opened_at);
comment on table global_incident is 'One fault, in however many regions: what regional_incident says, put together';

create table regional_incident (
    id          uuid        primary key,
    global_id   uuid        not null references global_incident (id),
    region      text        not null,
    fault       text        not null,
    title       text        not null,
    receiver    text        not null,
    state       text        not null check (state in ('open', 'acknowledged', 'resolved')),
    severity    smallint    not null,
    opened_at   timestamptz not null,
    resolved_at timestamptz,
    state_at    timestamptz not null,
    state_by    text        not null,
    words_at    timestamptz not null,
    words_by    text        not null
);
create index on regional_incident (global_id);
create index on regional_incident (fault, opened_at);
comment on table regional_incident is 'Incidents of all regions as their lifecycle events tell of them';
comment on column regional_incident.fault is 'What is the same in all regions: names of alerts and component; its own until its opening is known';
comment on column regional_incident.state_by is 'Id of the event that the state is from; of two the later, by time and then by id, holds, in whichever order they came';
comment on column regional_incident.words_by is 'Id of the event that title and severity are from';

create table region_beat (
    region         text        primary key,
    beat_at        timestamptz not null,
    hub            boolean     not null,
    open_incidents integer     not null,
    silent_since   timestamptz,
    noticed_at     timestamptz,
    told           text        check (told in ('here', 'elsewhere')),
    alert          jsonb,
    noted          boolean     not null default false,
    check ((silent_since is null) = (noticed_at is null)),
    check (told is null or silent_since is not null),
    check ((alert is not null) = (told is not distinct from 'here'))
);
comment on table region_beat is 'Regions that were heard of, and when last';
comment on column region_beat.beat_at is 'The latest heartbeat, by the region''s own clock';
comment on column region_beat.silent_since is 'The heartbeat after which it has been silent; null while it is not';
comment on column region_beat.noted is 'Whether the other hubs can know that people were told from here';
comment on column region_beat.told is 'Whether people were told of the silence from here, or by another hub; null while nobody was';

create table global_ear (
    id         smallint    primary key check (id = 1),
    heard_at   timestamptz not null,
    resumed_at timestamptz not null
);
comment on table global_ear is 'When the queue could be read last, and since when it can be without a pause: no region is silent for a time in which none could be heard';

create table region_pulse (
    id      smallint    primary key check (id = 1),
    sent_at timestamptz not null
);
comment on table region_pulse is 'When this region said last that it is alive, whichever replica did';

create table hub_role (
    id         smallint    primary key check (id = 1),
    hub        boolean     not null,
    decided_by text        not null,
    decided_at timestamptz not null
);
comment on table hub_role is 'Whether this region is the hub, where somebody has decided so; else the property says';
