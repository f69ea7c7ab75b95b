package com.kaldrix.monitoring.anomaly.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.anomaly.shard.Lease;
import com.kaldrix.monitoring.anomaly.shard.Leases;
import com.kaldrix.monitoring.anomaly.shard.Leases.Member;
import com.kaldrix.monitoring.anomaly.shard.LostLeaseException;
import com.kaldrix.monitoring.anomaly.shard.TestLeases;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Leases leases = TestLeases.on(jdbc);
    private final Journal journal = new JdbcJournal(jdbc, new JdbcTemplate(database), transactions, leases);
    private Lease lease = new Lease(0, 0);

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
        leases.provide(2);
        lease = claim("first");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Lease claim(String name) {
        return leases.claim(new Member(name, 0, 1), 1, Duration.ofHours(1)).getFirst();
    }

    private static Incoming batch(String message) {
        return Incoming.batch(message, message.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> append(Lease by, Incoming... incoming) {
        return Objects.requireNonNull(
                transactions.execute(status -> texts(journal.append(by, List.of(incoming), NOW))));
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.seq() + " "
                        + (entry.kind() == Entry.Kind.TICK ? "tick" : new String(entry.body(), StandardCharsets.UTF_8)))
                .toList();
    }

    private List<String> replayed(long after) {
        List<Entry> entries = new ArrayList<>();
        journal.replay(lease.shard(), after, entries::add);
        return texts(entries);
    }

    @Test
    void numbersWhatComesAndLeavesOutWhatCameBefore() {
        assertThat(append(lease, batch("a"), batch("b"), batch("a"))).containsExactly("1 a", "2 b");
        assertThat(append(lease, batch("b"), Incoming.tick(NOW), batch("c"))).containsExactly("3 tick", "4 c");
        assertThat(append(lease, batch("c"))).isEmpty();
        assertThat(replayed(0)).containsExactly("1 a", "2 b", "3 tick", "4 c");
        assertThat(replayed(2)).containsExactly("3 tick", "4 c");
    }

    @Test
    void showsManyEntriesInTheirOrder() {
        append(lease, IntStream.range(0, 450).mapToObj(i -> batch("m" + i)).toArray(Incoming[]::new));
        assertThat(replayed(0))
                .containsExactlyElementsOf(IntStream.range(0, 450)
                        .mapToObj(i -> (i + 1) + " m" + i)
                        .toList());
    }

    @Test
    void numbersGoOnAfterEverythingIsForgotten() {
        append(lease, batch("a"), batch("b"));
        journal.keep(lease, new Checkpoint(0, 2, 1, new byte[] {1}), NOW);
        journal.forget(lease, 2);
        assertThat(replayed(0)).isEmpty();
        assertThat(append(lease, batch("a"), batch("c"))).containsExactly("3 c");
    }

    @Test
    void whatIsNotCommittedHasNotCome() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    journal.append(lease, List.of(batch("a")), NOW);
                    throw new IllegalStateException("for the test");
                }))
                .hasMessage("for the test");
        assertThat(append(lease, batch("a"))).containsExactly("1 a");
    }

    @Test
    void keepsTheLatestCheckpointOfEachSlice() {
        byte[] large = new byte[300_000];
        new Random(7).nextBytes(large);
        Arrays.fill(large, 0, 200_000, (byte) 3);
        journal.keep(lease, new Checkpoint(1, 5, 2, new byte[0]), NOW);
        journal.keep(lease, new Checkpoint(0, 6, 3, new byte[] {1, 2}), NOW);
        journal.keep(lease, new Checkpoint(1, 9, 4, large), NOW);

        List<Checkpoint> kept = journal.checkpoints(lease.shard());

        assertThat(kept).extracting(Checkpoint::slice).containsExactly(0, 1);
        assertThat(kept).extracting(Checkpoint::seq).containsExactly(6L, 9L);
        assertThat(kept).extracting(Checkpoint::series).containsExactly(3, 4);
        assertThat(kept.getLast().state()).isEqualTo(large);
    }

    @Test
    void refusesOneWhoseShardHasAnotherHolder() {
        append(lease, batch("a"));
        jdbc.sql("update shard_lease set held_until = clock_timestamp() - interval '1 second'")
                .update();
        Lease taken = claim("second");

        assertThat(taken.shard()).isEqualTo(lease.shard());
        assertThatThrownBy(() -> append(lease, batch("b"))).isInstanceOf(LostLeaseException.class);
        assertThatThrownBy(() -> journal.keep(lease, new Checkpoint(0, 1, 1, new byte[0]), NOW))
                .isInstanceOf(LostLeaseException.class);
        assertThatThrownBy(() -> journal.forget(lease, 1)).isInstanceOf(LostLeaseException.class);
        assertThat(append(taken, batch("b"))).containsExactly("2 b");
    }

    @Test
    void forgetsMessagesByTheirAge() {
        append(lease, batch("a"));
        assertThat(journal.forgetMessages(NOW)).isZero();
        assertThat(journal.forgetMessages(NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(append(lease, batch("a"))).containsExactly("2 a");
    }
}
