-- Reports: what is to be made, what is being made, and what has been. The files themselves are objects.
create table report (
    id uuid primary key,
    kind text not null,
    scope jsonb not null,
    period_from timestamptz not null,
    period_until timestamptz not null,
    zone text not null,
    due_at timestamptz,
    requested_by text not null,
    requested_at timestamptz not null,
    state text not null check (state in ('waiting', 'running', 'made', 'failed')),
    attempts int not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),
    holder uuid,
    held_until timestamptz,
    found bigint not null default 0,
    expected bigint not null default 0,
    last_error text,
    made_at timestamptz,
    kept_until timestamptz,
    made jsonb,
    check ((state = 'made') = (made is not null)),
    check (period_from < period_until)
);
comment on table report is 'Reports that are to be made, are being made, or have been';
comment on column report.due_at is 'When the schedule wanted it; null when somebody asked for it';
comment on column report.next_attempt_at is 'By the clock of the database';
comment on column report.holder is 'Who makes it now; whoever else finds the time in held_until past takes it over';
comment on column report.found is 'How many findings have gone by; expected says of how many';
comment on column report.kept_until is 'Until when its files cannot be deleted; afterwards it is forgotten here';
comment on column report.made is 'What was made: id, title, cut-off, folder, hashes, scores';
-- One for each period, however many replicas look at the calendar, and however often they are started.
create unique index report_once on report (kind, period_from, period_until) where due_at is not null;
create index report_requested on report (requested_at, id);
create index report_open on report (next_attempt_at) where state in ('waiting', 'running');

create table report_plan (
    kind text primary key,
    planned_until timestamptz not null
);
comment on table report_plan is 'Up to when the calendar has been looked at for reports of a kind';

grant select, insert, update, delete on report, report_plan to "${service_role}";
