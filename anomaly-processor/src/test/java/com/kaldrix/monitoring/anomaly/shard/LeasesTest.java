package com.kaldrix.monitoring.anomaly.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.anomaly.shard.Leases.Member;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LeasesTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Member FIRST = new Member("first", 0, 2);
    private static final Member SECOND = new Member("second", 1, 2);

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Leases leases = new JdbcLeases(jdbc);

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
        leases.provide(4);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As if the holder had not been heard of for longer than its leases hold. */
    private void expire(String holder) {
        jdbc.sql("update shard_lease set held_until = clock_timestamp() - interval '1 second' where holder = ?")
                .param(holder)
                .update();
        jdbc.sql("update replica set seen_until = clock_timestamp() - interval '1 second' where name = ?")
                .param(holder)
                .update();
    }

    private static List<Integer> shards(List<Lease> some) {
        return some.stream().map(Lease::shard).sorted().toList();
    }

    @Test
    void givesEachShardToOneHolderAndPreferredOnesFirst() {
        assertThat(shards(leases.claim(SECOND, 2, LONG))).containsExactly(1, 3);
        assertThat(shards(leases.claim(FIRST, 4, LONG))).containsExactly(0, 2);
        assertThat(leases.claim(SECOND, 4, LONG)).isEmpty();
    }

    @Test
    void sharesFairlyAmongThoseThatLive() {
        assertThat(leases.fairShare()).isEqualTo(4);
        leases.renew(FIRST, List.of(), LONG);
        leases.renew(SECOND, List.of(), LONG);
        leases.renew(new Member("third", 2, 3), List.of(), LONG);
        assertThat(leases.fairShare()).isEqualTo(2);
        expire("second");
        assertThat(leases.fairShare()).isEqualTo(2);
        leases.leave(FIRST);
        assertThat(leases.fairShare()).isEqualTo(4);
    }

    @Test
    void aDeadHoldersShardsAreTakenWithGreaterTokensAndItIsNotHeardAnyMore() {
        List<Lease> dead = leases.claim(FIRST, 4, LONG);
        assertThat(leases.claim(SECOND, 4, LONG)).isEmpty();
        expire("first");

        List<Lease> taken = leases.claim(SECOND, 4, LONG);

        assertThat(shards(taken)).containsExactly(0, 1, 2, 3);
        assertThat(taken)
                .allMatch(lease ->
                        dead.stream().noneMatch(old -> old.shard() == lease.shard() && old.token() >= lease.token()));
        assertThat(leases.renew(FIRST, dead, LONG)).isEmpty();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> leases.fence(dead.getFirst())))
                .isInstanceOf(LostLeaseException.class);
        transactions.executeWithoutResult(status -> leases.fence(taken.getFirst()));
        leases.release(dead.getFirst());
        assertThat(leases.renew(SECOND, taken, LONG)).hasSize(4);
    }

    @Test
    void renewsWhatIsStillHeldAfterItsTimeWhenNobodyTookIt() {
        List<Lease> held = leases.claim(FIRST, 2, LONG);
        expire("first");

        assertThat(leases.renew(FIRST, held, LONG)).containsExactlyInAnyOrderElementsOf(held);
        assertThat(shards(leases.claim(SECOND, 4, LONG))).doesNotContainAnyElementsOf(shards(held));
    }

    @Test
    void whatIsGivenBackIsFreeAtOnce() {
        List<Lease> held = leases.claim(FIRST, 4, LONG);
        leases.release(held.getFirst());
        assertThat(shards(leases.claim(SECOND, 4, LONG)))
                .containsExactly(held.getFirst().shard());
    }

    @Test
    void aTransactionThatHoldsALeaseKeepsOthersFromTheShardUntilItEnds() {
        Lease lease = leases.claim(FIRST, 1, LONG).getFirst();
        transactions.executeWithoutResult(status -> {
            leases.fence(lease);
            // On another connection, while this transaction is open.
            TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(database));
            other.setPropagationBehavior(
                    org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            other.executeWithoutResult(
                    inner -> assertThat(shards(leases.claim(SECOND, 4, LONG))).doesNotContain(lease.shard()));
        });
    }

    @Test
    void aLeaseIsHeldOnlyForATransaction() {
        Lease lease = leases.claim(FIRST, 1, LONG).getFirst();
        assertThatThrownBy(() -> leases.fence(lease)).isInstanceOf(IllegalStateException.class);
    }
}
