create table audit_log (
    id uuid primary key,
    at timestamptz not null,
    actor text not null,
    roles text[] not null,
    remote_address text not null,
    action text not null,
    target text not null,
    outcome text not null check (outcome in ('done', 'denied')),
    detail jsonb not null
);

comment on table audit_log is 'Every write that a person or a machine has made or was refused; rows are added and never changed';
comment on column audit_log.id is 'Identity (UUIDv7); also the id of the event that tells of it';
comment on column audit_log.at is 'When it was done or refused';
comment on column audit_log.actor is 'Name of the API token or of the person';
comment on column audit_log.roles is 'Roles as they were granted, in order of power';
comment on column audit_log.remote_address is 'Where the request came from';
comment on column audit_log.action is 'What was done, such as incident.acknowledge; for a refusal the HTTP method';
comment on column audit_log.target is 'What it was done to, such as incident/<id>; for a refusal the path';
comment on column audit_log.outcome is 'done: committed together with this row; denied: the role did not suffice';
comment on column audit_log.detail is 'What else there is to know, as an object, without secrets';

create index audit_log_at on audit_log (at, id);
create index audit_log_actor on audit_log (actor, at, id);
create index audit_log_target on audit_log (target, at, id);

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is added to and never changed';
end
$$;

create trigger audit_log_append_only
    before update or delete or truncate on audit_log
    for each statement execute function audit_log_is_append_only();
