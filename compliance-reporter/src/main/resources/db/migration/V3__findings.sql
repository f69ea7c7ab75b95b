-- Findings: one row for each control of each resource, however many feeds speak of it.
create table inbox (
    message_id text primary key,
    received_at timestamptz not null
);
comment on table inbox is 'Messages that have had their effect, by which a repetition is recognised';
create index inbox_received_at on inbox (received_at);

create table clue (
    id uuid primary key,
    body jsonb not null
);
comment on table clue is 'What findings say about what they concern; findings that say the same share a row';
comment on column clue.id is 'From the content: the same content has the same id everywhere';

create table finding (
    id uuid primary key,
    account text not null,
    region text not null,
    control text not null,
    resource text not null,
    resource_type text not null,
    component text not null,
    title text not null,
    severity text not null,
    compliance text not null,
    workflow text not null,
    record text not null,
    counts boolean not null,
    clue_id uuid not null,
    words jsonb not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    updated_at timestamptz not null,
    told_at timestamptz not null,
    changed_at timestamptz not null,
    owner text not null default '',
    due_at timestamptz
);
comment on table finding is 'What is known of one control and one resource';
comment on column finding.id is 'From account, region, control and resource: the same four have the same id everywhere';
comment on column finding.control is 'namespace:name, such as securityhub:EC2.13';
comment on column finding.resource is 'In the one form that all sources are brought into';
comment on column finding.component is 'Which part of the system the resource belongs to';
comment on column finding.counts is 'Neither archived nor suppressed';
comment on column finding.clue_id is 'What the words that decide say about what it concerns';
comment on column finding.words is 'The newest word of each origin: who said it, when, and how it stands by it';
comment on column finding.updated_at is 'When a source last changed it';
comment on column finding.told_at is 'When a source last told of it';
comment on column finding.changed_at is 'When its state became what it is, by our clock';
comment on column finding.owner is 'Who looks after it; empty for nobody';
comment on column finding.due_at is 'Until when it should be dealt with';
create index finding_changed on finding (changed_at, id);
create index finding_control on finding (control);
create index finding_resource on finding (resource);
create index finding_clue on finding (clue_id);

create table tally (
    clue_id uuid not null,
    control text not null,
    account text not null,
    region text not null,
    component text not null,
    severity text not null,
    passed bigint not null,
    failed bigint not null,
    warning bigint not null,
    not_available bigint not null,
    changed bigint not null,
    primary key (control, clue_id, account, region, component, severity)
);
comment on table tally is 'How many findings count, by how they stand; changed in the transaction that changes a finding, and never deleted';
comment on column tally.changed is 'The transaction that changed it last, so that a reader need not read all of them again';
create index tally_changed on tally (changed);

grant select, insert, delete on inbox to "${service_role}";
grant select, insert on clue to "${service_role}";
grant select, insert, update on finding, tally to "${service_role}";
