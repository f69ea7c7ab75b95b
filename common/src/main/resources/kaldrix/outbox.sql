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
