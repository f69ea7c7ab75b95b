create table silence (
    id         uuid        primary key,
    matchers   jsonb       not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    updated_at timestamptz not null,
    created_by text        not null,
    comment    text        not null,
    author     text        not null,
    check (starts_at <= ends_at)
);
comment on table silence is 'What people do not want to hear of for a time; also what is over, until it is forgotten';
comment on column silence.matchers is 'In the order given: objects with name, operator (= != =~ !~) and value';
comment on column silence.ends_at is 'Until when, itself not included; moved to the moment at which somebody ended it';
comment on column silence.created_by is 'Who wants it, in the words of the request';
comment on column silence.author is 'Whose token made or last changed it';
create index silence_ends_at on silence (ends_at);

-- While all that fires of an incident is held back nobody is told, and escalation rests.
alter table incident add column held_since timestamptz;
alter table incident add column held_by text;
alter table incident add constraint incident_held check ((held_since is null) = (held_by is null));
comment on column incident.held_since is 'Since when all that fires is held back; null while it is not';
comment on column incident.held_by is 'What holds it back: silence, inhibition or time interval';
