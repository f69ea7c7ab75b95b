create table outlook (
    series_id uuid primary key,
    looked_at timestamptz not null,
    breach_at timestamptz,
    outlook jsonb,
    told jsonb
);
comment on table outlook is 'What is to be expected of series with a threshold';
comment on column outlook.series_id is 'The followed series';
comment on column outlook.breach_at is 'When the threshold is reached; null when that is not to be expected';
comment on column outlook.told is 'What people were told and is not over yet; null when nothing';
create index outlook_breach on outlook (breach_at nulls last, series_id);
