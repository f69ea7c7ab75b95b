package com.kaldrix.monitoring.compliance.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.GrowingTree;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleTree;
import com.kaldrix.monitoring.compliance.audit.tree.Proofs;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

class JdbcTrailTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456789Z");

    private final TrailDatabase database = new TrailDatabase();
    private final JdbcTrail trail = database.trail;

    @AfterEach
    void close() {
        database.close();
    }

    private static Record record(int number) {
        return new Record("finding.changed", "finding/" + number, "{\"status\": \"FAILED\", \"n\": " + number + "}");
    }

    private void append(int from, int to) {
        database.transactions.executeWithoutResult(status -> trail.append(
                IntStream.range(from, to).mapToObj(JdbcTrailTest::record).toList(), NOON));
    }

    private byte[] rootByReading() {
        GrowingTree tree = new GrowingTree();
        for (long from = 0; from < trail.size(); from += 1000) {
            trail.entries(from, 1000).forEach(entry -> tree.add(entry.leafHash()));
        }
        return tree.root();
    }

    @Test
    void whatIsAppendedGetsItsPlaceInOrder() {
        append(0, 3);
        assertThat(trail.size()).isZero();
        assertThat(trail.waiting()).isEqualTo(3);
        assertThat(trail.sequence(2)).isEqualTo(2);
        assertThat(trail.sequence(2)).isEqualTo(1);
        assertThat(trail.sequence(2)).isZero();
        assertThat(trail.entries(0, 10)).extracting(TrailEntry::seq).containsExactly(0L, 1L, 2L);
        assertThat(trail.entries(1, 1))
                .containsExactly(new TrailEntry(
                        1,
                        Instant.parse("2026-11-26T12:00:00.123456Z"),
                        "finding.changed",
                        "finding/1",
                        "{\"n\":1,\"status\":\"FAILED\"}"));
    }

    @Test
    void whatIsRolledBackIsNotRecorded() {
        database.transactions.executeWithoutResult(status -> {
            trail.append(List.of(record(0)), NOON);
            status.setRollbackOnly();
        });
        assertThat(trail.sequence(10)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 1000})
    void rootsAndProofsFromTilesAreThoseOfAllEntries(int atOnce) {
        int size = 1300;
        append(0, size);
        while (trail.sequence(atOnce) > 0) {
            // Until nothing waits.
        }
        byte[] root = rootByReading();
        assertThat(new MerkleTree(trail.tiles(), size).root()).isEqualTo(root);
        for (int leaf : new int[] {0, 255, 256, 777, 1279, 1280, 1299}) {
            TrailEntry entry = trail.entries(leaf, 1).getFirst();
            List<byte[]> path = new MerkleTree(trail.tiles(), size).inclusion(leaf);
            assertThat(Proofs.includes(entry.leafHash(), leaf, size, path, root))
                    .as("leaf %d", leaf)
                    .isTrue();
        }
        for (int smaller : new int[] {1, 256, 300, 1299}) {
            byte[] before = new MerkleTree(trail.tiles(), smaller).root();
            List<byte[]> proof = new MerkleTree(trail.tiles(), size).consistency(smaller);
            assertThat(Proofs.consistent(smaller, size, proof, before, root))
                    .as("from %d", smaller)
                    .isTrue();
        }
    }

    @Test
    void tilesOfTheNextLevelComeWhenTheirsAreWhole() {
        int size = 256 * 256 + 300;
        for (int from = 0; from < size; from += 8192) {
            append(from, Math.min(size, from + 8192));
        }
        while (trail.sequence(5000) > 0) {
            // Until nothing waits.
        }
        assertThat(database.jdbc
                        .sql("select level, count(*) from trail_tile group by level order by level")
                        .query((row, number) -> row.getInt(1) + ":" + row.getInt(2))
                        .list())
                .containsExactly("0:257", "1:1");
        assertThat(new MerkleTree(trail.tiles(), size).root()).isEqualTo(rootByReading());
    }

    @Test
    void severalSequencersGiveEachPlaceOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Callable<Integer> sequencer = () -> {
                int moved = 0;
                for (int i = 0; i < 60; i++) {
                    moved += trail.sequence(7);
                }
                return moved;
            };
            Callable<Integer> writer = () -> {
                for (int i = 0; i < 50; i++) {
                    append(i, i + 3);
                }
                return 0;
            };
            List<Future<Integer>> all = threads.invokeAll(List.of(writer, sequencer, sequencer));
            int moved = all.get(1).get() + all.get(2).get();
            while (true) {
                int more = trail.sequence(100);
                if (more == 0) {
                    break;
                }
                moved += more;
            }
            assertThat(moved).isEqualTo(150);
        }
        assertThat(trail.size()).isEqualTo(150);
        assertThat(new MerkleTree(trail.tiles(), 150).root()).isEqualTo(rootByReading());
    }

    @Test
    void theServiceCanAddAndNothingElse() {
        append(0, 300);
        trail.sequence(300);
        JdbcTemplate service = new JdbcTemplate(database.service);
        for (String statement : List.of(
                "update trail_entry set kind = 'x' where seq = 1",
                "delete from trail_entry where seq = 1",
                "truncate trail_entry",
                "update trail_tile set root = hashes",
                "delete from trail_checkpoint",
                "alter table trail_entry disable trigger all",
                "drop table trail_entry")) {
            assertThatThrownBy(() -> service.execute(statement))
                    .as(statement)
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
        JdbcTemplate owner = new JdbcTemplate(database.owner);
        for (String statement : List.of(
                "update trail_entry set kind = 'x' where seq = 1", "delete from trail_tile", "truncate trail_entry")) {
            assertThatThrownBy(() -> owner.execute(statement))
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
        assertThat(trail.size()).isEqualTo(300);
    }

    @Test
    void whatCannotBeRecordedIsRefusedBeforeItIsWritten() {
        assertThatThrownBy(() -> new Record("", "s", "{}")).hasMessageContaining("kind");
        assertThatThrownBy(() -> new Record("k", "s", "[1]")).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> new Record("k", "s", "{\"a\":1,\"a\":2}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** One that has moved entries and dies before its commit has moved none; the other one waits for nobody, and takes over. */
    @Test
    void aReplicaThatDiesInTheMidstOfItIsTakenOver() throws Exception {
        append(0, 10);
        trail.sequence(100);
        append(10, 30);
        try (ExecutorService another = Executors.newSingleThreadExecutor()) {
            JdbcTrail dying =
                    new JdbcTrail(database.jdbc, new JdbcTemplate(database.service), new TransactionOperations() {
                        @Override
                        public <T> T execute(TransactionCallback<T> action) {
                            return database.transactions.execute(status -> {
                                assertThat(action.doInTransaction(status)).isEqualTo(20);
                                try {
                                    assertThat(another.submit(() -> trail.sequence(100))
                                                    .get())
                                            .as("the other replica meanwhile")
                                            .isZero();
                                } catch (InterruptedException | ExecutionException e) {
                                    throw new AssertionError(e);
                                }
                                throw new IllegalStateException("killed");
                            });
                        }
                    });
            assertThatThrownBy(() -> dying.sequence(100)).hasMessage("killed");
        }
        assertThat(trail.size()).isEqualTo(10);
        assertThat(trail.waiting()).isEqualTo(20);

        assertThat(trail.sequence(100)).isEqualTo(20);
        assertThat(trail.size()).isEqualTo(30);
        assertThat(new MerkleTree(trail.tiles(), 30).root()).isEqualTo(rootByReading());
    }
}
