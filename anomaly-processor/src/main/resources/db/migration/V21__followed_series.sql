create table followed_series (
    id uuid primary key,
    series jsonb not null,
    region text not null,
    component text not null,
    of_component boolean not null,
    threshold double precision,
    rising boolean,
    added_at timestamptz not null
);
comment on table followed_series is 'Series whose readings are kept for a while';
comment on column followed_series.id is 'Follows from the labels';
comment on column followed_series.of_component is 'Whether it is looked at together with the others of its component';
comment on column followed_series.threshold is 'What it must not reach; null when there is nothing of that kind';
comment on column followed_series.rising is 'Whether the threshold is reached from below';
create index followed_series_component on followed_series (region, component) where of_component;

create table followed_reading (
    series_id uuid not null,
    at timestamptz not null,
    value double precision not null,
    primary key (series_id, at)
);
comment on table followed_reading is 'Single readings of the last hours';
create index followed_reading_at on followed_reading (at);

create table followed_hour (
    series_id uuid not null,
    at timestamptz not null,
    sum double precision not null,
    low double precision not null,
    high double precision not null,
    readings bigint not null,
    primary key (series_id, at)
);
comment on table followed_hour is 'Hours of the last two months';
comment on column followed_hour.sum is 'Sum of the readings; divided by their number it is the mean';
