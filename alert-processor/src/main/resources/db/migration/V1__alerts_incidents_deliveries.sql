-- Times that decide what happens (starts_at, due_at, ...) come from the service's clock. Times that protect a transport
-- (next_attempt_at, claimed_until, ready_at, blocked_until) come from this database's clock_timestamp(), so that replicas
-- with different clocks agree on who may send.

create table alert (
    fingerprint bigint      primary key,
    labels      jsonb       not null,
    derived     jsonb       not null,
    annotations jsonb       not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    updated_at  timestamptz not null,
    timed_out   boolean     not null,
    severity    smallint    not null check (severity between 0 and 3),
    link        text        not null,
    check (starts_at <= ends_at)
);
comment on table alert is 'Alerts as they stand after all reports so far; one row for each label set';
comment on column alert.fingerprint is '64-bit FNV-1a of the labels, as Alertmanager computes it, as a signed number';
comment on column alert.derived is 'Labels that the suite added; not part of the identity';
comment on column alert.ends_at is 'When it is over unless it is reported again; the year 9999 for a source that does not repeat itself';
comment on column alert.timed_out is 'Whether ends_at is the guess of the resolve timeout and not a word of the source';
create index alert_ends_at on alert (ends_at);

create table inbox (
    message_id  text        primary key,
    received_at timestamptz not null
);
comment on table inbox is 'Messages whose effect is committed; a redelivered one changes nothing';
create index inbox_received_at on inbox (received_at);

create table incident (
    id                uuid        primary key,
    group_key         text        not null,
    route_key         text        not null,
    receiver          text        not null,
    group_labels      jsonb       not null,
    region            text        not null,
    title             text        not null,
    state             text        not null check (state in ('open', 'acknowledged', 'resolved')),
    severity          smallint    not null check (severity between 0 and 3),
    opened_at         timestamptz not null,
    told_at           timestamptz,
    acknowledged_at   timestamptz,
    acknowledged_by   text,
    resolved_at       timestamptz,
    resolved_by       text,
    snoozed_until     timestamptz,
    flush_at          timestamptz not null,
    policy            text,
    escalation_round  integer     not null default 0,
    escalation_step   integer     not null default 0,
    escalation_since  timestamptz,
    escalation_at     timestamptz,
    due_at            timestamptz,
    check ((state = 'resolved') = (resolved_at is not null)),
    check ((state = 'resolved') = (due_at is null))
);
comment on table incident is 'One for each route and group key, open until all its alerts are over';
comment on column incident.told_at is 'When the first notification was decided; null while nobody has been told';
comment on column incident.flush_at is 'When the group is looked at next: after group_wait first, then every group_interval';
comment on column incident.escalation_round is 'How often escalation has begun anew, by repetition or reopening';
comment on column incident.escalation_step is 'Index of the step that comes next';
comment on column incident.due_at is 'The earliest time at which anything is to be done; what the engine looks for';
create unique index incident_open on incident (group_key) where state <> 'resolved';
create index incident_due on incident (due_at) where state <> 'resolved';
create index incident_opened_at on incident (opened_at desc, id desc);
create index incident_resolved_at on incident (resolved_at) where state = 'resolved';

create table incident_alert (
    incident_id uuid        not null references incident on delete cascade,
    fingerprint bigint      not null,
    joined_at   timestamptz not null,
    left_at     timestamptz,
    snapshot    jsonb,
    primary key (incident_id, fingerprint)
);
comment on column incident_alert.left_at is 'When its end was told; null while it belongs to the group';
comment on column incident_alert.snapshot is 'The alert as it was when it left; until then the row in alert counts';
create index incident_alert_fingerprint on incident_alert (fingerprint) where left_at is null;

create table dismissal (
    group_key   text        not null,
    fingerprint bigint      not null,
    starts_at   timestamptz not null,
    until       timestamptz not null,
    primary key (group_key, fingerprint)
);
comment on table dismissal is 'Alerts that fired on when somebody resolved their incident by hand: the same occurrence opens no new incident until then';
create index dismissal_until on dismissal (until);

create table timeline (
    id          uuid        primary key,
    incident_id uuid        not null references incident on delete cascade,
    at          timestamptz not null,
    kind        text        not null,
    actor       text,
    text        text        not null,
    detail      jsonb       not null
);
comment on table timeline is 'What happened to an incident, in order';
create index timeline_incident on timeline (incident_id, id);

create table told (
    incident_id uuid        not null references incident on delete cascade,
    integration text        not null,
    firing      bigint[]    not null,
    resolved    bigint[]    not null,
    at          timestamptz not null,
    primary key (incident_id, integration)
);
comment on table told is 'What an integration of the route''s receiver was last told, as Alertmanager''s notification log';
comment on column told.integration is 'Receiver, kind and index: on-call/slack[0]';

create table delivery (
    id              uuid        primary key,
    place           bigint      generated always as identity,
    incident_id     uuid        references incident on delete cascade,
    thread          text        not null,
    receiver        text        not null,
    integration     text        not null,
    channel         text        not null,
    kind            text        not null,
    severity        smallint    not null check (severity between 0 and 3),
    notification    jsonb       not null,
    state           text        not null check (state in ('pending', 'sending', 'delivered', 'superseded', 'rejected', 'expired')),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    fallback_at     timestamptz,
    fallback_of     uuid        references delivery on delete set null,
    attempts        integer     not null default 0,
    uncertain       boolean     not null default false,
    only_with_older boolean     not null default false,
    next_attempt_at timestamptz not null default clock_timestamp(),
    claimed_until   timestamptz,
    claimed_by      text,
    delivered_at    timestamptz,
    reference       text        not null default '',
    last_error      text        not null default ''
);
comment on table delivery is 'What must be sent: one row for each incident, integration and change, committed with the change';
comment on column delivery.place is 'Order in which messages were decided; other than ids it does not depend on the replicas'' clocks';
comment on column delivery.thread is 'Messages of one thread (incident, integration, deduplication key) leave one after the other, the newest taking the older ones with it';
comment on column delivery.channel is 'What is limited and goes down together: kind and digest of the destination';
comment on column delivery.fallback_at is 'When another channel is told as well if this one has not taken it; null when none is or has been';
comment on column delivery.uncertain is 'Whether an earlier attempt may have arrived';
comment on column delivery.only_with_older is 'Whether it is told only if an older one of the thread has not been: the end, for an integration that is told no ends';
comment on column delivery.reference is 'What the channel gave back for later messages of the thread';
create index delivery_due on delivery (channel, severity, place) where state = 'pending';
create index delivery_sending on delivery (claimed_until) where state = 'sending';
create index delivery_thread on delivery (thread, place);
create index delivery_incident on delivery (incident_id, id);
create index delivery_fallback on delivery (fallback_at) where fallback_at is not null;
create index delivery_expiry on delivery (expires_at) where state = 'pending';

create table delivery_attempt (
    delivery_id uuid        not null references delivery on delete cascade,
    number      integer     not null,
    replica     text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    outcome     text        not null,
    reason      text        not null default '',
    primary key (delivery_id, number)
);
comment on column delivery_attempt.outcome is 'started while it runs; then delivered, retry_after, unavailable, unknown or rejected';

create table channel (
    key                  text        primary key,
    kind                 text        not null,
    ready_at             timestamptz not null default '-infinity',
    blocked_until        timestamptz not null default '-infinity',
    last_delivered_at    timestamptz,
    failing_since        timestamptz,
    consecutive_failures integer     not null default 0
);
comment on table channel is 'What all replicas know of a destination: its rate limit and how it fares';
comment on column channel.ready_at is 'Theoretical arrival time of the generic cell rate algorithm';
comment on column channel.blocked_until is 'Until when the other side asked for patience';

create table outbox (
    id uuid primary key,
    topic text not null,
    type text not null,
    body text not null,
    attributes jsonb not null,
    created_at timestamptz not null,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    last_error text
);

comment on table outbox is 'Messages committed with the change that they tell of, until SNS has taken them';
comment on column outbox.id is 'Identity of the message (UUIDv7), by which consumers recognise a repetition; the order of sending';
comment on column outbox.topic is 'Logical name of the topic, such as events; its ARN is configuration';
comment on column outbox.type is 'Type of the event, such as com.kaldrix.alert.signal.v1';
comment on column outbox.body is 'What is sent, as it is sent';
comment on column outbox.attributes is 'Message attributes: an object of texts';
comment on column outbox.created_at is 'When the change was made';
comment on column outbox.attempts is 'How often sending has failed';
comment on column outbox.next_attempt_at is 'Not to be sent before; null for a message that can never be sent and waits for a person';
comment on column outbox.last_error is 'Why it could not be sent the last time; null before the first failure';

create index outbox_due on outbox (next_attempt_at);
