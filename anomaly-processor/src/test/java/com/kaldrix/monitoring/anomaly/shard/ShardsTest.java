package com.kaldrix.monitoring.anomaly.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.anomaly.shard.Leases.Member;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Replicas in one JVM that share one database. */
class ShardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int COUNT = 6;

    private final HikariDataSource database = TestDatabases.fresh();
    private final Leases leases = new JdbcLeases(JdbcClient.create(database));
    private final List<Replica> replicas = new ArrayList<>();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private final Set<String> failing = new ConcurrentSkipListSet<>();

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        replicas.forEach(replica -> replica.shards.stop());
        database.close();
    }

    private final class Replica {
        private final String name;
        private final Set<Integer> working = new ConcurrentSkipListSet<>();
        private final Shards shards;

        private Replica(String name, int ordinal) {
            this.name = name;
            ShardProperties properties =
                    new ShardProperties(COUNT, Duration.ofSeconds(2), Duration.ofMillis(100), ordinal, 2);
            this.shards = new Shards(leases, new Member(name, ordinal, 2), Work::new, properties);
            replicas.add(this);
            shards.start();
        }

        private final class Work implements ShardWork {
            private final int shard;

            private Work(Lease lease) {
                shard = lease.shard();
                working.add(shard);
                history.add(name + " begins " + shard);
            }

            @Override
            public void step(Duration idle) throws InterruptedException {
                if (failing.remove(name + shard)) {
                    throw new IllegalStateException("for the test");
                }
                LockSupport.parkNanos(5_000_000);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }

            @Override
            public void handOver() {
                history.add(name + " hands over " + shard);
            }

            @Override
            public void close() {
                working.remove(shard);
            }
        }
    }

    private Set<Integer> all() {
        Set<Integer> all = new TreeSet<>();
        replicas.forEach(replica -> all.addAll(replica.working));
        return all;
    }

    @Test
    void oneTakesAllAndGivesTheOtherItsShareWithTheirState() {
        Replica first = new Replica("first", 0);
        await().atMost(PATIENCE).until(() -> first.working.size() == COUNT);

        Replica second = new Replica("second", 1);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(first.working).containsExactly(0, 2, 4);
            assertThat(second.working).containsExactly(1, 3, 5);
        });
        for (int shard : second.working) {
            assertThat(history.indexOf("first hands over " + shard))
                    .isNotNegative()
                    .isLessThan(history.indexOf("second begins " + shard));
        }
    }

    @Test
    void oneThatStopsHandsOverAtOnce() {
        Replica first = new Replica("first", 0);
        Replica second = new Replica("second", 1);
        await().atMost(PATIENCE).until(() -> first.working.size() == 3 && second.working.size() == 3);

        first.shards.stop();

        await().atMost(PATIENCE).until(() -> second.working.size() == COUNT);
        assertThat(history)
                .filteredOn(line -> line.startsWith("first hands over"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(first.working).isEmpty();
    }

    @Test
    void workThatFailsBeginsAnewOnTheSameReplica() {
        Replica first = new Replica("first", 0);
        await().atMost(PATIENCE).until(() -> first.working.size() == COUNT);
        failing.add("first3");

        await().atMost(PATIENCE)
                .until(() -> history.stream().filter("first begins 3"::equals).count() == 2);
        await().atMost(PATIENCE).until(() -> all().size() == COUNT);
    }
}
