create table replica (
    name       text        primary key,
    address    text        not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);
comment on table replica is 'Processes that work on this database, as each says of itself every few seconds by this database''s clock';
