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

-- A delivery that is deleted is looked for by those that refer to it.
create index delivery_fallback_of on delivery (fallback_of) where fallback_of is not null;
-- Tests of receivers belong to no incident and go by their age.
create index delivery_of_no_incident on delivery (created_at) where incident_id is null;
