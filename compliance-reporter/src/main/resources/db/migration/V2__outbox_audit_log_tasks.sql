-- The outbox and the log of who wrote what, as common has them.
create table outbox (
    id uuid primary key,
    topic text not null,
    type text not null,
    body text not null,
    attributes jsonb not null,
    created_at timestamptz not null,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    last_error text
);

comment on table outbox is 'Messages committed with the change that they tell of, until SNS has taken them';
comment on column outbox.id is 'Identity of the message (UUIDv7), by which consumers recognise a repetition; the order of sending';
comment on column outbox.topic is 'Logical name of the topic, such as events; its ARN is configuration';
comment on column outbox.type is 'Type of the event, such as com.kaldrix.alert.signal.v1';
comment on column outbox.body is 'What is sent, as it is sent';
comment on column outbox.attributes is 'Message attributes: an object of texts';
comment on column outbox.created_at is 'When the change was made';
comment on column outbox.attempts is 'How often sending has failed';
comment on column outbox.next_attempt_at is 'Not to be sent before; null for a message that can never be sent and waits for a person';
comment on column outbox.last_error is 'Why it could not be sent the last time; null before the first failure';

create index outbox_due on outbox (next_attempt_at);

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

-- The table of db-scheduler 16, as its reader asks for it.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
comment on table scheduled_tasks is 'Periodic work, done by whichever replica takes it first';
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

grant select, insert, update, delete on outbox, scheduled_tasks to "${service_role}";
grant select, insert on audit_log to "${service_role}";
