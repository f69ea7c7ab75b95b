package com.kaldrix.monitoring.anomaly.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.forest.ForestChange;
import com.kaldrix.monitoring.anomaly.forest.ForestStates;
import com.kaldrix.monitoring.anomaly.forest.IdleForests;
import com.kaldrix.monitoring.anomaly.forest.TestForests;
import com.kaldrix.monitoring.anomaly.journal.Checkpoint;
import com.kaldrix.monitoring.anomaly.journal.Entry;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.settings.Settings;
import com.kaldrix.monitoring.anomaly.stream.Batches;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.stream.ShardSeries;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two series of one slice that has a place for the forests of one, from batches of metrics to a real database. */
class LiveForestsTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final int READINGS = 1250;

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final IdleForests idle = TestForests.on(jdbc);
    private final FindingsSink sink = TestForests.sink(idle);
    private final List<Entry> entries = entries();

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<Entry> entries() {
        List<String> names = IntStream.range(0, 1000)
                .mapToObj(i -> "m" + i)
                .filter(name -> Math.floorMod(
                                Labels.of("__name__", name, "region", "eu-west-1")
                                        .fingerprint()
                                        .value(),
                                (long) ShardSeries.SLICES)
                        == 5)
                .limit(2)
                .toList();
        Random random = new Random(3);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            Batches batch = Batches.of("g-0", START.plusSeconds(10L * i))
                    .gauge(names.get(0), (i == 300 || i == 1000 ? 160 : 100) + random.nextGaussian())
                    .gauge(names.get(1), (i == 650 ? 30 : 50) + random.nextGaussian());
            entries.add(new Entry(i + 1, Entry.Kind.BATCH, batch.text().getBytes(StandardCharsets.UTF_8)));
        }
        return entries;
    }

    private ShardSeries series() {
        return new ShardSeries(new SeriesWatches(
                Parameters.live(),
                SeverityScale.usual(),
                () -> Settings.NONE,
                TestForests.grounds(1, idle),
                Following.NOTHING));
    }

    private void take(ShardSeries series, int from, int to, List<String> found) {
        for (Entry entry : entries.subList(from, to)) {
            transactions.executeWithoutResult(status -> {
                try (FindingsSink.Writing writing = sink.begin(START.plusSeconds(10 * entry.seq()))) {
                    series.apply(entry, (labels, finding) -> {
                        found.add(entry.seq() + " " + line(finding));
                        writing.found(labels, finding);
                    });
                }
            });
        }
    }

    private static String line(Findings.Finding finding) {
        return switch (finding) {
            case Found one -> one.toString();
            case ForestChange.PagedOut out -> "out " + out.key() + " " + out.state().length;
            default -> finding.toString();
        };
    }

    @Test
    void restInTheDatabaseAndLoseNothingWhenAReplicaDies() {
        List<String> wanted = new ArrayList<>();
        take(series(), 0, READINGS, wanted);
        assertThat(wanted).filteredOn(line -> line.contains(" out ")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(wanted).filteredOn(line -> line.contains("PagedIn")).isNotEmpty();
        assertThat(wanted).filteredOn(line -> line.contains("Found")).isNotEmpty();

        for (int[] crash : new int[][] {{200, 320}, {600, 700}, {640, 1010}, {990, 1020}}) {
            Tables.empty(jdbc, "idle_forest, series_forest");
            List<String> found = new ArrayList<>();
            ShardSeries dies = series();
            take(dies, 0, crash[0], found);
            List<Checkpoint> kept = new ArrayList<>();
            for (int slice = 0; slice < ShardSeries.SLICES; slice++) {
                kept.add(dies.checkpoint(slice));
            }
            take(dies, crash[0], crash[1], found);

            ShardSeries second = series();
            second.restore(kept);
            entries.subList(crash[0], crash[1]).forEach(entry -> second.apply(entry, Findings.NOWHERE));
            take(second, crash[1], READINGS, found);
            assertThat(found).as("kept at %d, died at %d", crash[0], crash[1]).isEqualTo(wanted);
        }
    }

    @Test
    void whatIsBackIsKeptForThoseWhoReadAgainAndThenForgotten() {
        take(series(), 0, READINGS, new ArrayList<>());
        ForestStates states = TestForests.states(idle);
        assertThat(states.all(Optional.empty(), 10)).hasSize(2);
        assertThat(states.all(Optional.of(ForestStates.State.RESTING), 10)).isNotEmpty();
        int rows = jdbc.sql("select count(*) from idle_forest")
                .query(Integer.class)
                .single();
        Instant end = START.plusSeconds(10L * READINGS);
        assertThat(states.forget(end, Duration.ofDays(30))).isZero();
        int back = jdbc.sql("select count(*) from idle_forest where back_at is not null")
                .query(Integer.class)
                .single();
        assertThat(back).isPositive();
        assertThat(states.forget(end.plus(Duration.ofDays(2)), Duration.ofDays(30)))
                .isEqualTo(back);
        assertThat(states.forget(end.plus(Duration.ofDays(40)), Duration.ofDays(30)))
                .isEqualTo(rows - back);
    }
}
