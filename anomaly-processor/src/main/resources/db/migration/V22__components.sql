create table component_state (
    region text not null,
    component text not null,
    version bigint not null,
    state bytea,
    pairs jsonb not null,
    updated_at timestamptz,
    primary key (region, component)
);
comment on table component_state is 'What is known of the series of a component together';
comment on column component_state.version is 'Grows with each write, so that a replica knows whether what it remembers is the latest';
comment on column component_state.state is 'Means, correlations and forest, compressed; it holds the end of the last row';
comment on column component_state.pairs is 'Series that usually go together, for people';
