-- Asking AWS: how it stands with each account, region and source, and which controls are on.
create table pull (
    account text not null,
    region text not null,
    source text not null,
    wanted_since timestamptz not null,
    next_at timestamptz not null,
    holder text,
    held_until timestamptz,
    token bigint not null default 0,
    started_at timestamptz,
    from_at timestamptz,
    place text not null default '',
    problems int not null default 0,
    problem text not null default '',
    collected_at timestamptz,
    whole_at timestamptz,
    asked_until timestamptz,
    failing_since timestamptz,
    reason text,
    words text not null default '',
    failures int not null default 0,
    primary key (account, region, source)
);
comment on table pull is 'How it stands with asking each source of each account and region';
comment on column pull.holder is 'Which replica asks now; null for none';
comment on column pull.token is 'One more with every lease: whoever has an older one has lost it';
comment on column pull.started_at is 'Of the look that goes on; null between looks';
comment on column pull.from_at is 'The look that goes on asks for what is new since then; null for all';
comment on column pull.place is 'Where the look that goes on is to be taken up; empty for its beginning';
comment on column pull.problems is 'How much of the look that goes on could not be read';
comment on column pull.problem is 'The first thing of it that could not be read';
comment on column pull.collected_at is 'All that there was at this time is known';
comment on column pull.whole_at is 'When the latest look began that asked for all';
comment on column pull.asked_until is 'Until where looks for what is new have come';
comment on column pull.failing_since is 'First of the failures that go on; null when there is none';
create index pull_due on pull (next_at);

create table pull_seen (
    account text not null,
    region text not null,
    source text not null,
    origin text not null,
    primary key (account, region, source, origin)
);
comment on table pull_seen is 'What a look at all that there is has seen so far; what it has not seen at its end is gone';

create table control_enablement (
    account text not null,
    region text not null,
    standard text not null,
    control text not null,
    standard_status text not null,
    enabled boolean not null,
    reason text not null,
    told_at timestamptz not null,
    primary key (account, region, standard, control)
);
comment on table control_enablement is 'Which controls Security Hub checks for which standards';

grant select, insert, update, delete on pull, pull_seen, control_enablement to "${service_role}";
