create table remediation (
    id            uuid        primary key,
    rule          text        not null,
    mode          text        not null,
    kind          text        not null,
    settings      jsonb       not null,
    target        text        not null,
    timeout       bigint      not null check (timeout > 0),
    cured_within  bigint      not null check (cured_within > 0),
    incident_id   uuid        references incident on delete cascade,
    fingerprint   bigint,
    requested     boolean     not null,
    requested_by  text        not null,
    reason        text        not null,
    state         text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    decided_by    text,
    decided_at    timestamptz,
    started_at    timestamptz,
    reference     text,
    ended_at      timestamptz,
    output        text        not null default '',
    cured         boolean,
    holds_target  boolean     not null default false,
    due_at        timestamptz,
    check ((incident_id is null) = (fingerprint is null)),
    check ((state = 'running') <= holds_target)
);
comment on table remediation is 'What was or is to be put right by a machine, whatever became of it';
comment on column remediation.id is 'Of one that another service asked for, the id that it gave';
comment on column remediation.settings is 'What the action is to do, as it was when it was planned: what is approved is what is done';
comment on column remediation.timeout is 'Seconds after which nobody waits for its end any more';
comment on column remediation.cured_within is 'Seconds after its end in which the alert must be over to count as cured';
comment on column remediation.reference is 'What to ask for its progress by; null until whoever carries it out has taken it';
comment on column remediation.output is 'What whoever carried it out said, or why it was not carried out';
comment on column remediation.cured is 'Whether the alert was over in time; null while nobody can say, and for what no alert asked for';
comment on column remediation.holds_target is 'Nothing else is done to the target: it runs, or nobody knows whether it still does';
comment on column remediation.due_at is 'When it is looked at next; of one that is being begun, when whoever does so must have died; null when nothing comes';

create unique index remediation_once on remediation (incident_id, rule, target) where incident_id is not null;
create unique index remediation_alone on remediation (target) where holds_target;
create index remediation_due on remediation (due_at) where due_at is not null;
create index remediation_started on remediation (rule, started_at) where started_at is not null;
create index remediation_ended on remediation (created_at);

create table remediation_rule (
    name       text        primary key,
    stopped_at timestamptz,
    stopped_by uuid,
    reason     text        not null default ''
);
comment on table remediation_rule is 'Rules that stopped after a failure, until somebody releases them; a row is also what replicas wait for each other by';

create table remediation_switch (
    id         smallint    primary key check (id = 1),
    off        boolean     not null,
    changed_by text        not null,
    changed_at timestamptz not null
);
comment on table remediation_switch is 'Whether self-healing was switched off by somebody; no row while nobody ever has';
