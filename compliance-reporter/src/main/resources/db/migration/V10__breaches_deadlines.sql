-- Breaches and their clocks, and alerts of what is about to run out.
create table breach (
    id uuid primary key,
    title text not null,
    discovered_at timestamptz not null,
    opened_by text not null,
    opened_at timestamptz not null,
    description text not null,
    state text not null,
    decided_by text,
    decided_at timestamptz,
    decision text
);
comment on table breach is 'Data may have been lost or seen, or were';
comment on column breach.discovered_at is 'When somebody knew; clocks run from here';
create index breach_discovered on breach (discovered_at, id);

create table breach_clock (
    breach_id uuid not null references breach,
    regime text not null,
    due_at timestamptz not null,
    notified_by text,
    notified_at timestamptz,
    reference text,
    primary key (breach_id, regime)
);
comment on table breach_clock is 'Until when a breach is to be notified, by whose rules';

create table breach_finding (
    finding_id uuid not null,
    breach_id uuid not null references breach,
    primary key (finding_id, breach_id)
);
comment on table breach_finding is 'What says that there was a breach; a finding opens a breach once';
create index breach_finding_of on breach_finding (breach_id);

create table deadline_signal (
    key text primary key,
    alert text not null,
    labels jsonb not null,
    severity text not null,
    summary text not null,
    since timestamptz not null
);
comment on table deadline_signal is 'Alerts that fire because something is about to run out';

create index finding_due on finding (due_at) where due_at is not null;

grant select, insert, update on breach, breach_clock to "${service_role}";
grant select, insert on breach_finding to "${service_role}";
grant select, insert, update, delete on deadline_signal to "${service_role}";
