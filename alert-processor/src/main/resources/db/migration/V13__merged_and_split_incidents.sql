create table group_alias (
    group_key   text primary key,
    target_key  text not null,
    incident_id uuid not null references incident on delete cascade
);
comment on table group_alias is 'Groups whose incident was merged into another: as long as that stands, their alerts join it';
comment on column group_alias.target_key is 'Group key of that incident';
create index group_alias_incident on group_alias (incident_id);

create table split_alert (
    group_key   text   not null,
    fingerprint bigint not null,
    incident_id uuid   not null references incident on delete cascade,
    primary key (group_key, fingerprint)
);
comment on table split_alert is 'Alerts of a group that were split off into an incident of their own: as long as that stands, they join it';
create index split_alert_incident on split_alert (incident_id);

-- What people wrote is shown beside alerts; there is little of it in a long timeline.
create index timeline_noted on timeline (incident_id, id) where kind = 'noted';
