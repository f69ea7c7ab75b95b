create table idle_forest (
    id uuid primary key,
    state bytea not null,
    rested_at timestamptz not null,
    back_at timestamptz
);
comment on table idle_forest is 'Forests of series that have not stirred for long';
comment on column idle_forest.id is 'Follows from the series and from what the forests know';
comment on column idle_forest.state is 'The state, compressed';
comment on column idle_forest.back_at is 'Since when the forests are at work again; kept for a day more, for whoever reads a journal again';
create index idle_forest_rested on idle_forest (rested_at);
create index idle_forest_back on idle_forest (back_at) where back_at is not null;

create table series_forest (
    id uuid primary key,
    series jsonb not null,
    state text not null check (state in ('learning', 'judging', 'resting')),
    learnt smallint not null check (learnt between 0 and 100),
    updated_at timestamptz not null
);
comment on table series_forest is 'How it stands with the forests of each series that has some';
comment on column series_forest.learnt is 'Per cent of what they need before they have a say';
create index series_forest_updated on series_forest (updated_at, id);
