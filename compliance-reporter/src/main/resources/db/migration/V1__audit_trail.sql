-- The audit trail. Whoever the service signs in as may add to it and read it, and nothing else; the tables belong to the role that
-- migrates.

create table trail_inbox (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    kind text not null,
    subject text not null,
    body text not null
);
comment on table trail_inbox is 'What is to be recorded and has no place in the trail yet; written with what it is about, in one transaction';

create table trail_entry (
    seq bigint primary key,
    at timestamptz not null,
    kind text not null,
    subject text not null,
    body text not null,
    leaf_hash bytea not null check (length(leaf_hash) = 32)
);
comment on table trail_entry is 'The audit trail';
comment on column trail_entry.seq is 'Place in the trail, from 0, without a gap';
comment on column trail_entry.body is 'JSON in canonical form (RFC 8785), which is why it is text';
comment on column trail_entry.leaf_hash is 'SHA-256 as RFC 6962 has it, over the whole entry in canonical form';
create index trail_entry_subject on trail_entry (subject, seq);
create index trail_entry_at on trail_entry (at);

create table trail_tile (
    level smallint not null check (level >= 0),
    index bigint not null check (index >= 0),
    hashes bytea not null check (length(hashes) = 8192),
    root bytea not null check (length(root) = 32),
    primary key (level, index)
);
comment on table trail_tile is 'Whole tiles of 256 hashes of the Merkle tree over the trail';
comment on column trail_tile.root is 'The hash above them, which is one of the next level';

create table trail_checkpoint (
    size bigint primary key,
    at timestamptz not null,
    note text not null
);
comment on table trail_checkpoint is 'Signed notes of how large the trail was and what its root was';

create function trail_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger trail_entry_stays before update or delete on trail_entry
    for each row execute function trail_is_append_only();
create trigger trail_entry_is_kept before truncate on trail_entry
    for each statement execute function trail_is_append_only();
create trigger trail_tile_stays before update or delete on trail_tile
    for each row execute function trail_is_append_only();
create trigger trail_tile_is_kept before truncate on trail_tile
    for each statement execute function trail_is_append_only();
create trigger trail_checkpoint_stays before update or delete on trail_checkpoint
    for each row execute function trail_is_append_only();
create trigger trail_checkpoint_is_kept before truncate on trail_checkpoint
    for each statement execute function trail_is_append_only();

revoke all on trail_entry, trail_tile, trail_checkpoint from public;
grant select, insert on trail_entry, trail_tile, trail_checkpoint to "${service_role}";
grant select, insert, delete on trail_inbox to "${service_role}";
