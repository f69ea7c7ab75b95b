create table shard_lease (
    shard int primary key,
    holder text,
    token bigint not null default 0,
    held_until timestamptz
);
comment on table shard_lease is 'Who works on which share of all series; the row is the lease';
comment on column shard_lease.shard is 'Number of the share, from 0';
comment on column shard_lease.holder is 'The replica that works on it; null when nobody does';
comment on column shard_lease.token is 'Grows with each holder: what one with an older token writes is refused (fencing)';
comment on column shard_lease.held_until is 'Until when it is held unless it is renewed, by the clock of the database';

create table replica (
    name text primary key,
    ordinal int not null,
    seen_until timestamptz not null
);
comment on table replica is 'The replicas that live, so that each knows how many shards are its fair share';
comment on column replica.name is 'Host and process';
comment on column replica.ordinal is 'Place in the StatefulSet, from 0; which shards it prefers';
comment on column replica.seen_until is 'It counts until then unless it is seen again, by the clock of the database';

create table journal (
    shard int not null,
    seq bigint not null,
    message text,
    kind text not null check (kind in ('batch', 'tick')),
    body bytea not null,
    received_at timestamptz not null,
    primary key (shard, seq)
);
comment on table journal is 'What a shard has taken in since its oldest checkpoint, in the order in which it was taken';
comment on column journal.seq is 'Place in the order, from 1, without gaps';
comment on column journal.message is 'Identity of the message, by which a repetition is recognised; null for a tick';
comment on column journal.kind is 'batch: windows of metrics; tick: time went by';
comment on column journal.body is 'A batch as it came, compressed; a tick''s time';

create table journal_message (
    shard int not null,
    message text not null,
    received_at timestamptz not null,
    primary key (shard, message)
);
comment on table journal_message is 'Which messages have had their effect; kept longer than a queue keeps a message';
create index journal_message_received on journal_message (received_at);

create table checkpoint (
    shard int not null,
    slice int not null,
    seq bigint not null,
    series int not null,
    state bytea not null,
    written_at timestamptz not null,
    primary key (shard, slice)
);
comment on table checkpoint is 'What is known of the series of a slice of a shard';
comment on column checkpoint.seq is 'The last entry of the journal that the state holds';
comment on column checkpoint.series is 'How many series the state holds';
comment on column checkpoint.state is 'The state, compressed';
