-- What people answer for. Rows are never deleted: what was taken back says so.
create table waiver (
    id uuid primary key,
    scope text not null check (scope in ('finding', 'control', 'resource')),
    finding_id uuid,
    control text,
    resource text,
    account text,
    region text,
    reason text not null,
    owner text not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,
    check ((scope = 'finding') = (finding_id is not null)),
    check ((scope = 'control') = (control is not null)),
    check ((scope = 'resource') = (resource is not null)),
    check (expires_at > created_at)
);
comment on table waiver is 'Somebody answers for findings that are not dealt with, until a time';
comment on column waiver.account is 'Only in this account; null for all';
comment on column waiver.region is 'Only in this region; null for all';
create index waiver_expires on waiver (expires_at, id);

create table attestation (
    id uuid primary key,
    framework text not null,
    requirement text not null,
    statement text not null,
    evidence_name text not null,
    evidence_sha256 text not null check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    author text not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,
    check (expires_at > created_at)
);
comment on table attestation is 'Somebody states that a requirement is met that no check can judge, or not all of it';
comment on column attestation.evidence_sha256 is 'Of the file that shows it; the file itself is kept elsewhere';
create index attestation_expires on attestation (expires_at, id);
create index attestation_requirement on attestation (framework, requirement);

grant select, insert, update on waiver, attestation to "${service_role}";
