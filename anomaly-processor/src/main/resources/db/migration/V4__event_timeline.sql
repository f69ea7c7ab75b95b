create table event_entry (
    id uuid primary key,
    event_id uuid not null references event (id) on delete cascade,
    at timestamptz not null,
    actor text not null,
    action text not null,
    text text not null
);
comment on table event_entry is 'What people did and said about an event; rows are added and never changed';
comment on column event_entry.action is 'acknowledge, investigate, note, resolve, false-positive, expected, reopen';
comment on column event_entry.text is 'A note or a cause; empty when nothing was said';
create index event_entry_event on event_entry (event_id, at, id);
