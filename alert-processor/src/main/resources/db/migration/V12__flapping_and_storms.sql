create table flap (
    fingerprint bigint        primary key,
    fired_at    timestamptz[] not null,
    changed_at  timestamptz   not null,
    since       timestamptz
);
comment on table flap is 'Alerts that were over and fired again';
comment on column flap.fired_at is 'When each time it fired again, as far back as flapping looks';
comment on column flap.changed_at is 'When it last fired again or was said to be over';
comment on column flap.since is 'Since when it flaps; null while it does not, and no more once it has been calm for long enough';
create index flap_changed_at on flap (changed_at);

create table flap_told (
    incident_id uuid        not null references incident on delete cascade,
    fingerprint bigint      not null,
    since       timestamptz not null,
    calm_at     timestamptz,
    primary key (incident_id, fingerprint, since)
);
comment on table flap_told is 'Of which alerts an incident has said that they flap';
comment on column flap_told.calm_at is 'When it was seen to have been calm for long enough; null while it flaps';

create table storm_member (
    incident_id uuid primary key references incident on delete cascade,
    summary_id  uuid not null references incident on delete cascade
);
comment on table storm_member is 'Incidents that are told by another that stands for many: its alerts are theirs';
create index storm_member_summary on storm_member (summary_id);
create index incident_receiver_opened_at on incident (receiver, opened_at);
