package com.kaldrix.monitoring.anomaly.shard;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Leases as rows. The clock is {@code clock_timestamp()}, which a transaction does not stop. */
@Repository
class JdbcLeases implements Leases {
    private static final String PROVIDE = """
            insert into shard_lease (shard) select number from generate_series(0, :last) as numbers (number)
            on conflict (shard) do nothing
            """;
    private static final String SEEN = """
            insert into replica (name, ordinal, seen_until)
            values (:name, :ordinal, clock_timestamp() + make_interval(secs => :seconds))
            on conflict (name) do update set ordinal = excluded.ordinal, seen_until = excluded.seen_until
            """;
    private static final String FORGET = """
            delete from replica where seen_until < clock_timestamp() - interval '1 hour'
            """;
    private static final String RENEW = """
            update shard_lease set held_until = clock_timestamp() + make_interval(secs => :seconds)
            from unnest(:shards::int[], :tokens::bigint[]) as held (shard, token)
            where shard_lease.shard = held.shard and shard_lease.token = held.token and holder = :name
            returning shard_lease.shard, shard_lease.token
            """;
    private static final String FAIR_SHARE = """
            select greatest(1, ceil(
                (select count(*) from shard_lease)::numeric
                / greatest(1, (select count(*) from replica where seen_until > clock_timestamp()))))::int
            """;
    private static final String CLAIM = """
            update shard_lease
            set holder = :name, token = token + 1, held_until = clock_timestamp() + make_interval(secs => :seconds)
            where shard in (
                select shard from shard_lease
                where holder is null or held_until < clock_timestamp()
                order by shard % :replicas <> :ordinal, shard
                limit :most
                for update skip locked)
            returning shard, token
            """;
    private static final String RELEASE = """
            update shard_lease set holder = null, held_until = null where shard = :shard and token = :token
            """;
    private static final String LEAVE = """
            delete from replica where name = :name
            """;
    private static final String FENCE = """
            select 1 from shard_lease where shard = :shard and token = :token and holder is not null for share
            """;

    private final JdbcClient jdbc;

    JdbcLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void provide(int shards) {
        jdbc.sql(PROVIDE).param("last", shards - 1).update();
    }

    @Override
    public List<Lease> renew(Member member, Collection<Lease> held, Duration validFor) {
        double seconds = validFor.toMillis() / 1000.0;
        jdbc.sql(FORGET).update();
        jdbc.sql(SEEN)
                .param("name", member.name())
                .param("ordinal", member.ordinal())
                .param("seconds", seconds)
                .update();
        return held.isEmpty()
                ? List.of()
                : jdbc.sql(RENEW)
                        .param("name", member.name())
                        .param("seconds", seconds)
                        .param("shards", held.stream().map(Lease::shard).toArray(Integer[]::new))
                        .param("tokens", held.stream().map(Lease::token).toArray(Long[]::new))
                        .query(Lease.class)
                        .list();
    }

    @Override
    public int fairShare() {
        return jdbc.sql(FAIR_SHARE).query(Integer.class).single();
    }

    @Override
    public List<Lease> claim(Member member, int most, Duration validFor) {
        return jdbc.sql(CLAIM)
                .param("name", member.name())
                .param("seconds", validFor.toMillis() / 1000.0)
                .param("replicas", member.replicas())
                .param("ordinal", member.ordinal() % member.replicas())
                .param("most", most)
                .query(Lease.class)
                .list();
    }

    @Override
    public void release(Lease lease) {
        jdbc.sql(RELEASE)
                .param("shard", lease.shard())
                .param("token", lease.token())
                .update();
    }

    @Override
    public void leave(Member member) {
        jdbc.sql(LEAVE).param("name", member.name()).update();
    }

    @Override
    public void fence(Lease lease) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a lease is held for the length of a transaction");
        }
        boolean held = jdbc.sql(FENCE)
                .param("shard", lease.shard())
                .param("token", lease.token())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!held) {
            throw new LostLeaseException(lease);
        }
    }
}
