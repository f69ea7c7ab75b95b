package com.kaldrix.monitoring.alert.notify;

/** What {@link JdbcDeliveries} says to the database. */
final class DeliverySql {
    static final String ADD = """
            insert into delivery (id, incident_id, thread, receiver, integration, channel, kind, severity, notification, state,
                                  created_at, expires_at, fallback_at, fallback_of, only_with_older)
            values (:id, :incident, :thread, :receiver, :integration, :channel, :kind, :severity, :notification::jsonb, 'pending',
                    :created, :expires, :fallback, :fallbackOf, :onlyWithOlder)
            """;

    // Looks first: an insert would wait for everybody who is just writing down how the channel fares.
    static final String ADD_CHANNEL = """
            insert into channel (key, kind)
            select :key, :kind where not exists (select 1 from channel where key = :key)
            on conflict (key) do nothing
            """;

    static final String THREADS = """
            select integration, notification ->> 'dedupKey' as dedup_key,
                   bool_or(state in ('pending', 'sending')) as waiting, min(place) as first
            from delivery
            where incident_id = :incident and kind not in ('resolved', 'opened_and_resolved', 'test', 'notice')
            group by integration, notification ->> 'dedupKey'
            order by first
            """;

    static final String DUE = """
            select d.channel, c.kind
            from delivery d join channel c on c.key = d.channel
            where d.state = 'pending' and d.next_attempt_at <= clock_timestamp() and c.blocked_until <= clock_timestamp()
            group by d.channel, c.kind
            order by min(d.severity), min(d.place)
            """;

    static final String LOCK_CHANNEL = """
            select extract(epoch from greatest(ready_at, clock_timestamp() - interval '1 day') - clock_timestamp()) as ahead
            from channel
            where key = :key and blocked_until <= clock_timestamp()
            for update skip locked
            """;

    // Only the newest of a thread, and only if none of the thread is under way: order is kept, and nothing is told
    // twice.
    static final String HEADS = """
            select d.id, d.place, d.thread, d.integration, d.notification, d.attempts, d.uncertain, d.only_with_older,
                   extract(epoch from clock_timestamp() - d.next_attempt_at) as waited
            from delivery d
            where d.channel = :channel and d.state = 'pending' and d.next_attempt_at <= clock_timestamp()
              and not exists (
                  select 1 from delivery o
                  where o.thread = d.thread and (o.state = 'sending' or o.state = 'pending' and o.place > d.place))
            order by d.severity, d.place
            limit :most
            for update of d skip locked
            """;

    static final String SUPERSEDE = """
            update delivery set state = 'superseded', fallback_at = null
            where thread = :thread and state = 'pending' and place < :place
            returning place, notification, uncertain
            """;

    static final String LATEST_DELIVERED = """
            select reference from delivery where thread = :thread and state = 'delivered' order by place desc limit 1
            """;

    // Null for a message that stays as it is, which may be long.
    static final String CLAIM = """
            update delivery set
                state = 'sending', attempts = :attempt, kind = :kind,
                notification = coalesce(:notification::jsonb, notification),
                uncertain = :uncertain, only_with_older = false,
                claimed_by = :replica, claimed_until = clock_timestamp() + make_interval(secs => :lease)
            where id = :id
            """;

    static final String SKIP = """
            update delivery set state = 'superseded', fallback_at = null where id = :id
            """;

    static final String BEGIN_ATTEMPT = """
            insert into delivery_attempt (delivery_id, number, replica, started_at, outcome)
            values (:id, :attempt, :replica, clock_timestamp(), 'started')
            """;

    static final String SPEND = """
            update channel set ready_at = greatest(ready_at, clock_timestamp()) + make_interval(secs => :cost) where key = :key
            """;

    // Also from 'pending': the lease may have lapsed while this database was away, and the attempt ended all the same.
    static final String FINISH = """
            update delivery set
                state = :state, claimed_by = null, claimed_until = null, last_error = :error,
                uncertain = uncertain or :uncertain,
                reference = case when :state = 'delivered' then :reference else reference end,
                delivered_at = case when :state = 'delivered' then :now::timestamptz end,
                fallback_at = case :state when 'delivered' then null
                                          when 'rejected' then least(fallback_at, :now::timestamptz)
                                          else fallback_at end,
                next_attempt_at = clock_timestamp() + make_interval(secs => :retry)
            where id = :id and attempts = :attempt and state in ('sending', 'pending')
            """;

    static final String END_ATTEMPT = """
            update delivery_attempt set ended_at = clock_timestamp(), outcome = :outcome, reason = :reason
            where delivery_id = :id and number = :attempt
            """;

    // Not at every message: all messages of a channel would queue for its row.
    static final String CHANNEL_DELIVERED = """
            update channel set last_delivered_at = clock_timestamp(), failing_since = null, consecutive_failures = 0
            where key = :key
              and (consecutive_failures > 0 or last_delivered_at is null
                   or last_delivered_at < clock_timestamp() - interval '10 seconds')
            """;

    static final String CHANNEL_IS_BACK = """
            update delivery set next_attempt_at = clock_timestamp()
            where channel = :key and state = 'pending' and next_attempt_at > clock_timestamp()
              and exists (select 1 from channel where key = :key and consecutive_failures > 0)
            """;

    static final String CHANNEL_FAILED = """
            update channel set failing_since = coalesce(failing_since, clock_timestamp()),
                               consecutive_failures = consecutive_failures + 1
            where key = :key
            """;

    static final String CHANNEL_ASKED_FOR_PATIENCE = """
            update channel set blocked_until = greatest(blocked_until, clock_timestamp() + make_interval(secs => :delay))
            where key = :key
            """;

    static final String RELEASE = """
            update delivery set state = 'pending', attempts = attempts - 1, claimed_by = null, claimed_until = null
            where id = :id and attempts = :attempt and state = 'sending'
            """;

    static final String FORGET_ATTEMPT = """
            delete from delivery_attempt where delivery_id = :id and number = :attempt and outcome = 'started'
            """;

    static final String RECLAIM = """
            with lost as (
                update delivery set state = 'pending', uncertain = true, claimed_by = null, claimed_until = null,
                                    last_error = 'the replica that sent this was cut short'
                where id in (select id from delivery where state = 'sending' and claimed_until < clock_timestamp()
                             for update skip locked)
                returning id, attempts)
            update delivery_attempt a set ended_at = clock_timestamp(), outcome = 'unknown',
                                          reason = 'the replica that sent this was cut short'
            from lost where a.delivery_id = lost.id and a.number = lost.attempts
            """;

    static final String EXPIRE = """
            update delivery set state = 'expired'
            where id in (select id from delivery where state = 'pending' and expires_at <= :now
                         limit 100 for update skip locked)
            returning id, integration, channel, notification, attempts, uncertain
            """;

    static final String FALLBACKS_DUE = """
            update delivery set fallback_at = null
            where id in (select id from delivery
                         where fallback_at <= :now and state in ('pending', 'sending', 'rejected', 'expired')
                         order by severity, place limit :most for update skip locked)
            returning id, integration, channel, notification, expires_at, state, last_error
            """;

    static final String HEALTH = """
            select key, consecutive_failures = 0 and blocked_until <= clock_timestamp() as up,
                   exists (select 1 from delivery d where d.channel = key and d.state in ('pending', 'sending')) as waiting
            from channel order by key
            """;

    static final String TRIED = """
            with recursive tried as (
                select id, channel, fallback_of from delivery where id = :id
                union all
                select d.id, d.channel, d.fallback_of from delivery d join tried on d.id = tried.fallback_of)
            select channel from tried
            """;

    private DeliverySql() {}
}
