create table suppression (
    id uuid primary key,
    series text not null,
    direction text not null check (direction in ('above', 'below', 'both')),
    absolute double precision check (absolute >= 0),
    relative double precision check (relative >= 0),
    from_at timestamptz,
    until_at timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    reason text not null
);
comment on table suppression is 'Rules by which anomalies are kept and not told';
comment on column suppression.series is 'Matchers of the series, as Alertmanager writes them';
comment on column suppression.direction is 'On which side of what is usual';
comment on column suppression.absolute is 'Up to how far from what is usual, in units of the metric; null for no such bound';
comment on column suppression.relative is 'Up to how far, as a share of the edge of what is usual; null for no such bound';
comment on column suppression.from_at is 'Holds for anomalies that begin then or later; null for no such bound';
comment on column suppression.until_at is 'Holds for anomalies that begin before; null for no such bound';

alter table anomaly alter column event_id drop not null;
alter table anomaly add column suppressed_by uuid;
comment on column anomaly.event_id is 'The event that it belongs to; null when a rule kept it from being told';
comment on column anomaly.suppressed_by is 'The rule that kept it from being told; the rule may be gone since';
