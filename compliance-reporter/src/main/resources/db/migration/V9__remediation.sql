-- What is asked to be put right, who agreed, what came of it, and what the finding says afterwards. Rows are never deleted.
create table remediation (
    id uuid primary key,
    playbook text not null,
    action text not null,
    parameters jsonb not null,
    finding_id uuid not null,
    account text not null,
    region text not null,
    control text not null,
    resource text not null,
    resource_type text not null,
    reason text not null,
    requested_by text not null,
    requested_at timestamptz not null,
    expires_at timestamptz not null,
    settles_within interval not null,
    state text not null,
    state_at timestamptz not null,
    judgement text not null,
    judged_at timestamptz
);
comment on table remediation is 'What is asked to be put right';
comment on column remediation.requested_at is 'When somebody asked for it; it is sent when whoever has to has agreed';
comment on column remediation.expires_at is 'When it is no longer to be begun';
comment on column remediation.state is 'How far it has come, by the word of whoever carries it out';
comment on column remediation.judgement is 'Whether it helped, by the state of the finding alone';
create index remediation_requested on remediation (requested_at, id);
create index remediation_finding on remediation (finding_id, requested_at);
create index remediation_open on remediation (state_at) where judgement = 'OPEN';
create unique index remediation_one_at_a_time on remediation (finding_id, playbook) where judgement = 'OPEN';

create table remediation_step (
    id uuid primary key,
    remediation_id uuid not null references remediation,
    at timestamptz not null,
    what text not null,
    by_whom text not null,
    note text not null
);
comment on table remediation_step is 'What happened to a remediation, in the order of the ids';
create index remediation_step_of on remediation_step (remediation_id, id);

grant select, insert, update on remediation to "${service_role}";
grant select, insert on remediation_step to "${service_role}";
