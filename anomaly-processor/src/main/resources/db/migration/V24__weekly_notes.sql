create table weekly_review (
    week timestamptz primary key,
    made_at timestamptz not null
);
comment on table weekly_review is 'Weeks that have been looked at, so that each is once';

create table weekly_note (
    id uuid primary key,
    week timestamptz not null references weekly_review (week) on delete cascade,
    note jsonb not null
);
comment on table weekly_note is 'What will run out, what becomes slower and what is not used';
create index weekly_note_week on weekly_note (week, id);
