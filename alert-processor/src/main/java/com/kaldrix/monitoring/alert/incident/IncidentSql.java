package com.kaldrix.monitoring.alert.incident;

/** What {@link JdbcIncidents} says to the database. */
final class IncidentSql {
    static final String COLUMNS = """
            id, group_key, route_key, receiver, group_labels, region, title, state, severity, opened_at, told_at,
            acknowledged_at, acknowledged_by, resolved_at, resolved_by, snoozed_until, flush_at,
            policy, escalation_round, escalation_step, escalation_since, escalation_at, held_since, held_by
            """;

    // No key update: whoever writes into the timeline or adds messages refers to the incident and need not wait.
    static final String LOCK_OPEN = "select " + COLUMNS + """
            from incident
            where group_key = coalesce((select a.target_key from group_alias a join incident t on t.id = a.incident_id
                                        where a.group_key = :key and t.state <> 'resolved'), :key)
              and state <> 'resolved'
            for no key update
            """;

    static final String LOCK = "select " + COLUMNS + " from incident where id = :id for no key update";

    static final String FIND = "select " + COLUMNS + " from incident where id = :id";

    static final String LOCK_DUE = "select " + COLUMNS + """
            from incident where state <> 'resolved' and due_at <= :now
            order by severity, due_at limit 1 for no key update skip locked
            """;

    static final String OPEN_GROUPS = "select " + COLUMNS + """
            , asked.key as asked,
              array(select fingerprint from incident_alert m where m.incident_id = incident.id and m.left_at is null) as alerts
            from (select key, coalesce((select a.target_key from group_alias a join incident t on t.id = a.incident_id
                                        where a.group_key = key and t.state <> 'resolved'), key) as target
                  from unnest(:keys::text[]) as wanted (key)) as asked
            join incident on incident.group_key = asked.target and incident.state <> 'resolved'
            """;

    static final String ADD = "insert into incident (" + COLUMNS + """
            , due_at)
            values (:id, :group_key, :route_key, :receiver, :group_labels::jsonb, :region, :title, :state, :severity, :opened_at,
                    :told_at, :acknowledged_at, :acknowledged_by, :resolved_at, :resolved_by, :snoozed_until, :flush_at,
                    :policy, :escalation_round, :escalation_step, :escalation_since, :escalation_at, :held_since, :held_by, :due_at)
            on conflict (group_key) where state <> 'resolved' do nothing
            """;

    static final String UPDATE = """
            update incident set
                title = :title, receiver = :receiver, state = :state, severity = :severity, told_at = :told_at, acknowledged_at = :acknowledged_at,
                acknowledged_by = :acknowledged_by, resolved_at = :resolved_at, resolved_by = :resolved_by,
                snoozed_until = :snoozed_until, flush_at = :flush_at, policy = :policy,
                escalation_round = :escalation_round, escalation_step = :escalation_step,
                escalation_since = :escalation_since, escalation_at = :escalation_at, held_since = :held_since,
                held_by = :held_by, due_at = :due_at
            where id = :id
            """;

    static final String JOIN = """
            insert into incident_alert (incident_id, fingerprint, joined_at)
            select :incident, fingerprint, :now from unnest(:fingerprints::bigint[]) as joining (fingerprint)
            on conflict (incident_id, fingerprint) do update set joined_at = excluded.joined_at, left_at = null, snapshot = null
            where incident_alert.left_at is not null
            """;

    static final String LEAVE = """
            update incident_alert set left_at = :now, snapshot = leaving.snapshot::jsonb
            from unnest(:fingerprints::bigint[], :snapshots::text[]) as leaving (fingerprint, snapshot)
            where incident_id = :incident and incident_alert.fingerprint = leaving.fingerprint
            """;

    static final String MEMBERS = """
            select m.joined_at, a.labels, a.derived, a.annotations, a.starts_at, a.ends_at, a.updated_at, a.timed_out, a.severity,
                   a.link
            from incident_alert m join alert a using (fingerprint)
            where m.incident_id = :incident and m.left_at is null
            order by m.fingerprint
            """;

    static final String DEPARTED = """
            select joined_at, snapshot from incident_alert where incident_id = :incident and left_at is not null
            order by fingerprint
            """;

    static final String TOLD = """
            select integration, firing, resolved, at from told where incident_id = :incident
            """;

    static final String TELL = """
            insert into told (incident_id, integration, firing, resolved, at)
            values (:incident, :integration, :firing, :resolved, :at)
            on conflict (incident_id, integration) do update
            set firing = excluded.firing, resolved = excluded.resolved, at = excluded.at
            """;

    static final String DISMISS = """
            insert into dismissal (group_key, fingerprint, starts_at, until) values (:key, :fingerprint, :startsAt, :until)
            on conflict (group_key, fingerprint) do update set starts_at = excluded.starts_at, until = excluded.until
            """;

    static final String EXCEPTIONS = """
            select group_key, fingerprint, starts_at, null::uuid as incident_id from dismissal
            where group_key = any(:keys) and until > :now
            union all
            select s.group_key, s.fingerprint, null, s.incident_id from split_alert s join incident i on i.id = s.incident_id
            where s.group_key = any(:keys) and i.state <> 'resolved'
            """;
    static final String ALIAS = """
            insert into group_alias (group_key, target_key, incident_id) values (:key, :target, :incident)
            on conflict (group_key) do update set target_key = excluded.target_key, incident_id = excluded.incident_id
            """;
    static final String MOVE_ALIASES = """
            update group_alias set target_key = :target, incident_id = :incident where incident_id = :merged
            """;
    static final String MOVE_SPLITS = "update split_alert set incident_id = :incident where incident_id = :merged";
    static final String SPLIT = """
            insert into split_alert (group_key, fingerprint, incident_id)
            select :key, fingerprint, :incident from unnest(:fingerprints::bigint[]) as moving (fingerprint)
            on conflict (group_key, fingerprint) do update set incident_id = excluded.incident_id
            """;
    static final String MARKS = """
            select m.fingerprint, i.id, i.acknowledged_by, i.snoozed_until,
                   (select t.text from timeline t where t.incident_id = i.id and t.kind = 'noted' order by t.id desc limit 1) as note
            from incident i join incident_alert m on m.incident_id = i.id and m.left_at is null
            where i.state <> 'resolved'
              and (i.acknowledged_by is not null or i.snoozed_until is not null
                   or i.id in (select t.incident_id from timeline t where t.kind = 'noted'))
            order by i.opened_at, i.id
            """;

    static final String TAKE_LAPSED = """
            delete from dismissal
            where (group_key, fingerprint) in
                (select group_key, fingerprint from dismissal where until <= :now limit 500 for update skip locked)
            returning fingerprint
            """;

    static final String FORGET = """
            delete from incident
            where id in (select id from incident where state = 'resolved' and resolved_at < :before limit :limit
                         for update skip locked)
            """;

    private IncidentSql() {}
}
