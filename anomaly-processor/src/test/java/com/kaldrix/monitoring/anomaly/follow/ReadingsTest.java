package com.kaldrix.monitoring.anomaly.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ReadingsTest {
    private static final Instant START = Instant.parse("2026-03-02T03:30:00Z");

    private final HikariDataSource database = TestDatabases.fresh();
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Following two =
            new Following(TestReadings.FOLLOWING.series(), TestReadings.FOLLOWING.thresholds(), 2);
    private final TestReadings some = new TestReadings(JdbcClient.create(database), transactions, two);

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Labels series(String name) {
        return Labels.of("__name__", name, "region", "eu-west-1", "component", "storage");
    }

    private void write(Labels series, int from, int count) {
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = START.plusSeconds(10L * (from + i)).toEpochMilli();
            values[i] = from + i;
        }
        some.write(List.of(series), times, new double[][] {values});
    }

    @Test
    void keepsReadingsAndHours() {
        write(series("a"), 0, 100);
        write(series("a"), 100, 260);
        UUID id = some.readings().all().getFirst().id();
        assertThat(some.readings().after(List.of(id), START, START.plusSeconds(3590)))
                .hasSize(359)
                .first()
                .isEqualTo(new Readings.Point(id, START.plusSeconds(10), 1));
        List<Readings.Hour> hours = some.readings().hours(id, START.minusSeconds(3600));
        assertThat(hours).hasSize(2);
        assertThat(hours.getFirst().mean()).isCloseTo(89.5, within(1e-9));
        assertThat(hours.getFirst().count()).isEqualTo(180);
        assertThat(hours.getLast().low()).isEqualTo(180);
        assertThat(hours.getLast().high()).isEqualTo(359);
    }

    @Test
    void followsNoMoreOfAComponentThanItMayButEveryThreshold() {
        for (String name : List.of("a", "b", "c", "disk_used_ratio")) {
            write(series(name), 0, 2);
        }
        write(Labels.of("__name__", "d", "region", "eu-west-1"), 0, 2);
        assertThat(some.readings().all())
                .extracting(Followed::metric)
                .containsExactlyInAnyOrder("a", "b", "disk_used_ratio");
        assertThat(some.readings().all())
                .filteredOn(one -> one.metric().equals("disk_used_ratio"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.ofComponent()).isFalse();
                    assertThat(one.threshold()).contains(new Threshold(1, true));
                });
    }

    @Test
    void whatWasUndoneIsFollowedAllTheSame() {
        transactions.executeWithoutResult(status -> {
            write(series("a"), 0, 1);
            status.setRollbackOnly();
        });
        assertThat(some.readings().all()).isEmpty();
        write(series("a"), 1, 1);
        assertThat(some.readings().all()).hasSize(1);
    }

    @Test
    void forgetsWhatIsOld() {
        write(series("a"), 0, 10);
        write(series("disk_used_ratio"), 0, 10);
        Instant later = START.plus(Duration.ofDays(2));
        assertThat(some.readings().forget(later, Duration.ofHours(6))).isEqualTo(20);
        assertThat(some.readings().all()).extracting(Followed::metric).containsExactly("disk_used_ratio");
        write(series("a"), 20_000, 1);
        assertThat(some.readings().all()).hasSize(2);
        some.readings().forget(START.plus(Duration.ofDays(70)), Duration.ofHours(6));
        assertThat(some.readings().all()).isEmpty();
    }
}
