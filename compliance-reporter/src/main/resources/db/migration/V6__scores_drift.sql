-- How it stood when, and what became of it.
create table requirement_state (
    framework text not null,
    requirement text not null,
    evidence text not null,
    since timestamptz not null,
    primary key (framework, requirement)
);
comment on table requirement_state is 'How it stands with each requirement, as it was last looked at';

create table requirement_change (
    id uuid primary key,
    at timestamptz not null,
    framework text not null,
    requirement text not null,
    before text not null,
    after text not null
);
comment on table requirement_change is 'When the evidence of a requirement became another';
create index requirement_change_at on requirement_change (at, id);

create table control_state (
    control text not null,
    account text not null,
    region text not null,
    status text not null,
    since timestamptz not null,
    primary key (control, account, region)
);
comment on table control_state is 'How it stands with each control in each account and region, as it was last looked at';

create table control_change (
    id uuid primary key,
    at timestamptz not null,
    control text not null,
    account text not null,
    region text not null,
    before text not null,
    after text not null,
    resources text[] not null
);
comment on table control_change is 'When a control became failed, passed, unknown or without evidence in an account and region';
comment on column control_change.resources is 'Of a control that failed: some of the resources that made it so';
create index control_change_at on control_change (at, id);

create table score_point (
    id uuid primary key,
    at timestamptz not null,
    framework text not null,
    cut text not null,
    part text not null,
    percent int,
    known int not null,
    total int not null,
    security_hub int,
    unique (framework, cut, part, at)
);
comment on table score_point is 'Scores over time: one row whenever one has become another, and one a day';
comment on column score_point.cut is 'By what the framework is cut: all, domain, account, region or component';
comment on column score_point.part is 'Which part of the cut; empty for all';
create index score_point_at on score_point (at, id);

create table baseline (
    name text primary key,
    at timestamptz not null,
    created_by text not null,
    created_at timestamptz not null
);
comment on table baseline is 'Moments with a name, to compare with';

create table drift_signal (
    control text not null,
    account text not null,
    region text not null,
    severity text not null,
    since timestamptz not null,
    primary key (control, account, region)
);
comment on table drift_signal is 'Alert signals that fire: one for each cause';

grant select, insert, update, delete on requirement_state, control_state, score_point, baseline, drift_signal to "${service_role}";
grant select, insert, delete on requirement_change, control_change to "${service_role}";
