-- What people and machines did, what became of configurations, and how alerts were answered.
create table activity (
    id uuid primary key,
    source_id text not null,
    at timestamptz not null,
    kind text not null,
    principal text not null,
    principal_account text not null,
    issuer text not null,
    mfa boolean not null,
    service text not null,
    action text not null,
    read_only boolean not null,
    error text not null,
    account text not null,
    region text not null,
    address text not null,
    agent text not null,
    resources text[] not null
);
comment on table activity is 'What somebody did or tried to do, by CloudTrail and by the suite itself; never a request''s parameters';
comment on column activity.id is 'From the id that the source gave it: the same activity has the same id';
create index activity_at on activity (at, id);
create index activity_principal on activity (principal, at, id);
create index activity_resources on activity using gin (resources);

create table configuration_change (
    id uuid primary key,
    at timestamptz not null,
    account text not null,
    region text not null,
    resource text not null,
    resource_type text not null,
    kind text not null,
    version text not null,
    properties jsonb not null,
    detail text not null,
    events text[] not null
);
comment on table configuration_change is 'Configurations that became others, with before and after';
comment on column configuration_change.id is 'From resource, version and time: the same change has the same id';
create index configuration_change_at on configuration_change (at, id);
create index configuration_change_resource on configuration_change (resource, at, id);

create table alert_response (
    id uuid primary key,
    incident_id uuid not null,
    change text not null,
    severity text not null,
    title text not null,
    actor text,
    opened_at timestamptz not null,
    at timestamptz not null
);
comment on table alert_response is 'How alerts were answered: evidence of response times';
create index alert_response_at on alert_response (at, id);
create index alert_response_incident on alert_response (incident_id, at);

grant select, insert, delete on activity, configuration_change, alert_response to "${service_role}";
