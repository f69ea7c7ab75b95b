create table change (
    id          uuid        primary key,
    key         text        not null unique,
    kind        text        not null,
    title       text        not null,
    service     text        not null default '',
    region      text        not null default '',
    made_by     text        not null default '',
    at          timestamptz not null,
    url         text        not null default '',
    recorded_at timestamptz not null
);
comment on table change is 'What was changed in what is watched: deployments that were posted, calls of AWS that CloudTrail told of';
comment on column change.key is 'By which the same change is known when it is told again';
comment on column change.region is 'Where; empty for everywhere';
create index change_at on change (at, id);

create table review_action (
    id          uuid        primary key,
    incident_id uuid        not null references incident on delete cascade,
    text        text        not null,
    owner       text        not null,
    due_on      date,
    done_at     timestamptz,
    made_by     text        not null,
    made_at     timestamptz not null
);
comment on table review_action is 'What somebody has taken on after an incident';
comment on column review_action.owner is 'Id of a person in the configuration';
create index review_action_incident on review_action (incident_id, id);

create index delivery_page on delivery (created_at) where state = 'delivered' and kind in ('opened', 'escalated', 'opened_and_resolved');
